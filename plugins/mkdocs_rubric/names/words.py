"""Words that are names and something else as well."""

# Given names and family names that also stand in texts about nobody, by language.
_ENGLISH = """
    abel amber angel april art ash aspen august autumn avis barb basil bay belle bill blaze bliss bob
    brad brandy brook brooke buck bud buddy cam candy carol cash chance chase cherry chip chuck
    clay cliff colt cookie coral crystal daisy dale dash dawn dean dee denim dex dick dot drew dusty
    earl earnest ebony echo eden elder ember eve faith fay fern flora forest frank gale gay gene
    gene ginger glen gloria grace grant guy hale harmony harry haven hazel heath heather herb holly
    honey hope hunt hunter iris ivory ivy jack jade jasmine jay jazz jean jewel job josh joy june
    justice kit lance lark laurel lee lily love lucky mark mars mason max may mel melody mercy merit
    merry mick mike miles milo misty nick noble norm olive opal pansy pat patience patsy pearl
    penny pepper phoenix pierce pip poppy pot precious princess prudence queen rain ralph ray red reed
    rex rich ridge river rob robin rocky rod roman rose rosemary rowan ruby rusty sage sal sally
    sandy scarlet scout serenity sharp shell sierra sky skip star stella sterling stone storm
    sue summer sunny tab tad teddy terry tiffany tim trace trinity trip true tuck ty val van verity
    victor violet wade walker ward warren wayne wells west will willow winter wren
    able baker banks barber bell berry best bird bishop black blank bloom blue boss bowl bridge
    bright brown burns bush butcher butler case chambers church clerk close coffee cole cook cooper
    cross crow day driver english england farmer field fields finch fish fisher flowers foot
    ford foster fox free french frost fuller gates gold golden good goodman gray green grey grove
    hall hand hands hardy hart hayes head hill hills holder home house irons judge keen key king
    knight land lane law long lord low major marsh marshal mayor means mill miller mills moon moor
    moore moss north nurse oak page painter park parks parson pike pool poor pope porter potter
    pound power powers price prince reader rice right ring rivers roads root rush sands savage
    self shepherd short silver singer small smart snow south spark sparks spring stark steel strong
    sweet swift tailor taylor temple thorn tower town tree tucker turner wall waters weaver weeks
    white wild wise wolf wood woods worth wright yard young
"""
_GERMAN = """
    adler arm bach bauer baum beck berg braun busch ernst falk feld fink fuchs gross gut hahn hase
    heide heil herr herz hirsch hof horn huber jung kaiser keller klein koch kraft krause kurz
    lang lange lieb linde luchs mann markt maus meister mild muster neu reich richter rose ruhe
    schmidt schneider schwarz schulz sommer sonne stark stein stern stolz strauss tag traut vogel
    wagner wald weiss winter wirt wolf wolle zimmer
"""
_OTHERS = """
    alba alma amparo ange angeles aurora azul bella bianca blanca blanco bonita bruno camino campos
    carmen cielo clara claro claude concha consuelo cruz delgado dolores dulce estrella fe felix
    flor franco gloria guerra hilario jesus leon libertad linda lince luna luz mar marina mercedes
    milagros moreno nieves paloma pascal pastor paz perla pilar placido prado reina remedios reyes
    rico rio rivera rojas rosa rubio salvador santo santos serena sierra sol soledad torres vega
    verde victoria vera vida nadia nova lada mila vlast jaro novy novak-y rad slava zima pole
    rene reine pierre fleur jean marin marine petit grand roux blanc leroy dominique
"""
# The pseudonyms' own words, and words of the trade: an id may be one of these.
_ROLES = frozenset(["admin", "advisor", "agent", "agents", "all", "analyst", "anonymous", "anybody", "assistant", "audit", "auditor", "auto", "autoqa", "bot", "boss", "calibrator", "chat", "coach", "colleague", "colleagues", "consensus", "consultant", "control", "customer", "customers", "deputy", "desk", "editor", "everybody", "everyone", "evaluator", "expert", "external", "facilitator", "group", "guest", "head", "help", "human", "internal", "judge", "junior", "lead", "leader", "leads", "line", "machine", "manager", "member", "model", "newcomer", "nobody", "office", "operator", "other", "others", "owner", "panel", "peer", "person", "pilot", "qa", "qc", "quality", "rater", "ratings", "reviewer", "reviewers", "reviews", "score", "scorer", "scores", "senior", "service", "shift", "specialist", "staff", "supervisor", "support", "system", "team", "teamlead", "temp", "tester", "trainee", "trainer", "user", "users", "rubric", "criteria", "criterion", "decision", "decisions", "calibration", "agreement", "session", "sessions", "method", "history", "index", "tags", "checks", "changes", "glossary", "schema", "version", "live", "practice", "sheet", "sheets"])  # fmt: skip
_EVERYDAY = frozenset(f"{_ENGLISH}{_GERMAN}{_OTHERS}".split())
CALENDAR = frozenset({
    "april", "august", "january", "july", "june", "march", "may", "summer", "autumn", "winter",
    "spring", "sol", "dawn", "day",
})  # fmt: skip
BEFORE_A_MONTH = frozenset(
    ["in", "since", "until", "till", "during", "last", "next", "early", "late", "mid", "every", "each", "end", "start", "beginning", "mar"]
)
PARTICLES = frozenset(
    ["al", "bin", "da", "das", "de", "del", "della", "der", "di", "do", "dos", "du", "el", "la", "le", "les", "ten", "ter", "van", "von", "y", "zu", "zum", "zur"]
)
ABBREVIATIONS = frozenset(["ac", "ai", "am", "api", "aht", "bo", "cc", "ci", "cs", "csat", "cv", "db", "de", "dm", "dr", "eg", "en", "es", "eu", "faq", "fr", "fyi", "gb", "hq", "hr", "ic", "icc", "id", "ie", "ii", "ip", "irr", "it", "iv", "kb", "kpi", "la", "mb", "me", "mr", "ms", "na", "nb", "nl", "no", "nps", "ok", "or", "pa", "pc", "pdf", "pin", "pl", "pm", "pr", "ps", "qa", "qc", "re", "sla", "sms", "so", "st", "to", "tv", "uk", "un", "up", "url", "us", "vat", "vip", "vs", "we"])  # fmt: skip
VERBS = frozenset(["said", "says", "say", "scored", "scores", "score", "gave", "gives", "give", "thought", "thinks", "think", "argued", "argues", "argue", "voted", "votes", "rated", "rates", "insisted", "insists", "agreed", "agrees", "disagreed", "disagrees", "read", "reads", "saw", "sees", "felt", "feels", "noted", "notes", "wrote", "writes", "asked", "asks", "missed", "misses", "pointed", "was", "is", "has", "had", "did", "does", "found", "finds", "held", "holds", "kept", "keeps", "led", "leads", "made", "makes", "meant", "means", "put", "puts", "took", "takes", "told", "went", "wants", "wanted", "would", "should", "could", "won", "lost", "came", "chose", "chooses", "joined", "left", "sagte", "sagt", "gab", "gibt", "meinte", "meint", "fand", "findet", "hat", "hatte", "war", "ist", "schrieb", "dijo", "dice", "dio", "puntuó", "es", "fue", "ha", "tiene"])  # fmt: skip
ENDINGS = frozenset(
    ["com", "csv", "de", "doc", "docx", "eu", "gif", "html", "io", "jpg", "jpeg", "js", "json", "jwe", "md", "net", "org", "pdf", "png", "svg", "tsv", "txt", "xls", "xlsx", "xml", "yaml", "yml"]
)


def is_everyday(word: str) -> bool:
    """Whether a folded word also stands in texts that are not about anybody."""
    return word in _EVERYDAY or word in CALENDAR


def is_role(word: str) -> bool:
    """Whether a folded word says what somebody does: it tells nobody who they are."""
    return word in _ROLES
