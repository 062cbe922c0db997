"""Words that are names and something else as well."""

# Names that stand in texts about nobody, written small, by language. Names that hardly do are not
# here: of those it is better to replace one too many.
_ENGLISH = """
    amber angel april art ash aspen august autumn bay belle bill blaze bliss brandy brook
    bud buddy candy cash chance chase cherry chip chuck cliff colt cookie coral crystal
    daisy dash dawn dee dick dot dusty earnest ebony echo eden elder ember faith fay fern
    flora forest frank gay grace grant guy hale harmony haven heath herb honey hope hunt
    hunter ivory jack jazz jewel job joy june justice kit lark love lucky mark mars max may
    melody mercy merit merry miles misty noble olive opal pansy pat patience pearl penny
    pepper phoenix pierce pip poppy pot precious princess prudence queen rain red rich ridge
    river rob robin rose ruby rusty sage sandy scarlet scout serenity sharp shell sierra sky
    skip star sterling stone storm sue summer sunny tab tad trace trinity trip true tuck van
    verity violet ward west will willow winter wren able baker banks barber bell berry best
    bird bishop black blank bloom blue boss bowl bridge bright bush butler case chambers
    church clerk close coffee cole cook crow day driver english england farmer field fields
    fish flowers foot fox free french frost gates gold golden good goodman gray green grey
    grove hall hand hands head hill hills holder home house irons judge keen key king knight
    land lane law long lord low major marshal mayor means mill miller mills moon north nurse
    oak page painter park parks pool poor pope porter pound power price reader rice right
    ring root rush sands self shepherd short silver small smart snow south spark sparks
    spring stark steel strong sweet swift tailor temple tower town tree wall waters weeks
    white wild wolf wood woods worth yard young
    along alone away bread brain brown chill clash crown drain flow grain grow plane plant scan
    scare shall share slow space spin spot stall start steal store swing thread train trend trust
    brush shore spell wash
"""
_GERMAN = """
    adler arm bach bauer baum beck berg braun busch feld fink fuchs gross gut hahn hase
    heide heil herr herz hirsch hof horn jung keller klein koch kraft kurz lang lange lieb
    linde luchs markt maus meister mild muster neu reich richter rose ruhe schneider schwarz
    sommer sonne stark stein stern stolz tag traut vogel wald weiss winter wirt wolf wolle
    zimmer
"""
_OTHERS = """
    alba alma ange aurora azul bella blanca blanco bonita cielo claro cruz dulce fe flor
    guerra libertad lince luna luz mar nieves paloma pascal pastor paz perla placido prado
    reina rico rio rosa rubio santo santos serena sierra sol vega verde vida nova zima pole
    reine fleur marine grand
"""
# What somebody does, and words of the site: an id may be one of these.
_ROLES = frozenset("""
    admin advisor agent agents all analyst anonymous anybody assistant audit auditor auto
    autoqa bot boss calibrator chat coach colleague colleagues consensus consultant control
    customer customers deputy desk editor everybody everyone evaluator expert external
    facilitator group guest head help human internal judge junior lead leader leads line
    machine manager member model newcomer nobody office operator other others owner panel
    peer person pilot qa qc quality rater ratings reviewer reviewers reviews score scorer
    scores senior service shift specialist staff supervisor support system team teamlead
    temp tester trainee trainer user users rubric criteria criterion decision decisions
    calibration agreement session sessions method history index tags checks changes glossary
    schema version live practice sheet sheets
    """.split())  # fmt: skip
_EVERYDAY = frozenset(f"{_ENGLISH}{_GERMAN}{_OTHERS}".split())  # fmt: skip
CALENDAR = frozenset({
    "april", "august", "january", "july", "june", "march", "may", "summer", "autumn", "winter",
    "spring", "sol", "dawn", "day",
})  # fmt: skip
BEFORE_A_MONTH = frozenset("""
    in since until till during last next early late mid every each end start beginning mar
    """.split())  # fmt: skip
PARTICLES = frozenset("""
    al bin da das de del della der di do dos du el la le les ten ter van von y zu zum zur
    """.split())  # fmt: skip
ABBREVIATIONS = frozenset("""
    ac ai am api aht bo cc ci cs csat cv db de dm dr eg en es eu faq fr fyi gb hq hr ic icc
    id ie ii ip irr it iv kb kpi la mb me mr ms na nb nl no nps ok or pa pc pdf pin pl pm pr
    ps qa qc re sla sms so st to tv uk un up url us vat vip vs we
    """.split())  # fmt: skip
VERBS = frozenset("""
    said says say scored scores score gave gives give thought thinks think argued argues
    argue voted votes rated rates insisted insists agreed agrees disagreed disagrees read
    reads saw sees felt feels noted notes wrote writes asked asks missed misses pointed was
    is has had did does found finds held holds kept keeps led leads made makes meant means
    put puts took takes told went wants wanted would should could won lost came chose
    chooses joined left sagte sagt gab gibt meinte meint fand findet hat hatte war ist
    schrieb dijo dice dio puntuó es fue ha tiene
    """.split())  # fmt: skip
ENDINGS = frozenset("""
    com csv de doc docx eu gif html io jpg jpeg js json jwe md net org pdf png svg tsv txt
    xls xlsx xml yaml yml
    """.split())  # fmt: skip


def is_everyday(word: str) -> bool:
    """Whether a folded word also stands in texts that are not about anybody."""
    return word in _EVERYDAY or word in CALENDAR


def is_role(word: str) -> bool:
    """Whether a folded word says what somebody does: it tells nobody who they are."""
    return word in _ROLES
