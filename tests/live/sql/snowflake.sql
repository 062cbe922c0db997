-- patterns
SELECT
  *
FROM (
  SELECT
    "t5"."criterion",
    "t5"."month",
    "t5"."n0",
    "t5"."n1",
    "t5"."n2",
    COUNT(*) AS "conversations"
  FROM (
    SELECT
      "t4"."criterion",
      "t4"."conversation",
      "t4"."at",
      "t4"."n0",
      "t4"."n1",
      "t4"."n2",
      CASE WHEN "t4"."at" < 1788213600 THEN '2026-08' ELSE '2026-09' END AS "month"
    FROM (
      SELECT
        "t3"."criterion",
        "t3"."conversation",
        MIN("t3"."at") AS "at",
        CAST(SUM(CAST("t3"."place" = 0 AS INT)) AS INT) AS "n0",
        CAST(SUM(CAST("t3"."place" = 1 AS INT)) AS INT) AS "n1",
        CAST(SUM(CAST("t3"."place" = 2 AS INT)) AS INT) AS "n2"
      FROM (
        SELECT
          "t2"."criterion",
          "t2"."conversation",
          "t2"."reviewer",
          "t2"."last",
          "t2"."channel",
          "t2"."picked_as",
          CAST("t2"."last" % 64 AS SMALLINT) AS "place",
          CAST(FLOOR((
            "t2"."last"
          ) / (
            64
          )) AS BIGINT) AS "at"
        FROM (
          SELECT
            "t1"."criterion",
            "t1"."conversation",
            "t1"."reviewer",
            MAX("t1"."key") AS "last",
            MAX("t1"."channel") AS "channel",
            MAX("t1"."picked_as") AS "picked_as"
          FROM (
            SELECT
              "t0"."ticket" AS "conversation",
              "t0"."category" AS "criterion",
              "t0"."grader" AS "reviewer",
              "t0"."rating" AS "score",
              "t0"."at" AS "time",
              "t0"."channel",
              "t0"."reason" AS "picked_as",
              (
                CAST(DATE_PART('epoch', "t0"."at") AS BIGINT) * 64
              ) + CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END AS "key"
            FROM "reviews" AS "t0"
            WHERE
              "t0"."rating" IS NOT NULL
              AND "t0"."at" IS NOT NULL
              AND CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END IS NOT NULL
          ) AS "t1"
          GROUP BY
            1,
            2,
            3
        ) AS "t2"
      ) AS "t3"
      GROUP BY
        1,
        2
    ) AS "t4"
  ) AS "t5"
  GROUP BY
    1,
    2,
    3,
    4,
    5
) AS "t6"
ORDER BY
  "t6"."criterion" ASC,
  "t6"."month" ASC,
  "t6"."n0" ASC,
  "t6"."n1" ASC,
  "t6"."n2" ASC

-- severity
SELECT
  *
FROM (
  SELECT
    "t3"."criterion",
    "t3"."month",
    "t3"."channel",
    "t3"."picked_as",
    "t3"."reviewer",
    "t3"."place",
    COUNT(*) AS "reviews"
  FROM (
    SELECT
      "t2"."criterion",
      "t2"."conversation",
      "t2"."reviewer",
      "t2"."last",
      "t2"."channel",
      "t2"."picked_as",
      CAST("t2"."last" % 64 AS SMALLINT) AS "place",
      CAST(FLOOR((
        "t2"."last"
      ) / (
        64
      )) AS BIGINT) AS "at",
      CASE
        WHEN CAST(FLOOR((
          "t2"."last"
        ) / (
          64
        )) AS BIGINT) < 1788213600
        THEN '2026-08'
        ELSE '2026-09'
      END AS "month"
    FROM (
      SELECT
        "t1"."criterion",
        "t1"."conversation",
        "t1"."reviewer",
        MAX("t1"."key") AS "last",
        MAX("t1"."channel") AS "channel",
        MAX("t1"."picked_as") AS "picked_as"
      FROM (
        SELECT
          "t0"."ticket" AS "conversation",
          "t0"."category" AS "criterion",
          "t0"."grader" AS "reviewer",
          "t0"."rating" AS "score",
          "t0"."at" AS "time",
          "t0"."channel",
          "t0"."reason" AS "picked_as",
          (
            CAST(DATE_PART('epoch', "t0"."at") AS BIGINT) * 64
          ) + CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END AS "key"
        FROM "reviews" AS "t0"
        WHERE
          "t0"."rating" IS NOT NULL
          AND "t0"."at" IS NOT NULL
          AND CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END IS NOT NULL
      ) AS "t1"
      GROUP BY
        1,
        2,
        3
    ) AS "t2"
  ) AS "t3"
  GROUP BY
    1,
    2,
    3,
    4,
    5,
    6
) AS "t4"
ORDER BY
  "t4"."criterion" ASC,
  "t4"."month" ASC,
  "t4"."channel" ASC,
  "t4"."picked_as" ASC,
  "t4"."reviewer" ASC,
  "t4"."place" ASC

-- clusters
SELECT
  *
FROM (
  SELECT
    "t8"."month",
    COUNT(*) AS "conversations",
    SUM("t8"."s") AS "s",
    SUM("t8"."m") AS "m",
    SUM("t8"."s" * "t8"."s") AS "ss",
    SUM("t8"."s" * "t8"."m") AS "sm",
    SUM("t8"."m" * "t8"."m") AS "mm"
  FROM (
    SELECT
      "t7"."conversation",
      "t7"."at",
      "t7"."s",
      "t7"."m",
      CASE WHEN "t7"."at" < 1788213600 THEN '2026-08' ELSE '2026-09' END AS "month"
    FROM (
      SELECT
        "t6"."conversation",
        MIN("t6"."at") AS "at",
        SUM("t6"."share") AS "s",
        CAST(COUNT("t6"."share") AS DOUBLE) AS "m"
      FROM (
        SELECT
          "t5"."criterion",
          "t5"."conversation",
          "t5"."at",
          "t5"."n0",
          "t5"."n1",
          "t5"."n2",
          "t5"."number",
          "t5"."agree",
          (
            "t5"."agree" - "t5"."number"
          ) / (
            "t5"."number" * (
              "t5"."number" - 1.0
            )
          ) AS "share"
        FROM (
          SELECT
            "t4"."criterion",
            "t4"."conversation",
            "t4"."at",
            "t4"."n0",
            "t4"."n1",
            "t4"."n2",
            CAST(IFF("t4"."criterion" IN ('Empathy'), 0 + "t4"."n0" + "t4"."n1" + "t4"."n2", 0) AS DOUBLE) AS "number",
            CAST(IFF(
              "t4"."criterion" IN ('Empathy'),
              0 + (
                "t4"."n0" * "t4"."n0"
              ) + (
                "t4"."n1" * "t4"."n1"
              ) + (
                "t4"."n2" * "t4"."n2"
              ) + (
                "t4"."n0" * "t4"."n1"
              ) + (
                "t4"."n1" * "t4"."n0"
              ),
              0
            ) AS DOUBLE) AS "agree"
          FROM (
            SELECT
              "t3"."criterion",
              "t3"."conversation",
              MIN("t3"."at") AS "at",
              CAST(SUM(CAST("t3"."place" = 0 AS INT)) AS INT) AS "n0",
              CAST(SUM(CAST("t3"."place" = 1 AS INT)) AS INT) AS "n1",
              CAST(SUM(CAST("t3"."place" = 2 AS INT)) AS INT) AS "n2"
            FROM (
              SELECT
                "t2"."criterion",
                "t2"."conversation",
                "t2"."reviewer",
                "t2"."last",
                "t2"."channel",
                "t2"."picked_as",
                CAST("t2"."last" % 64 AS SMALLINT) AS "place",
                CAST(FLOOR((
                  "t2"."last"
                ) / (
                  64
                )) AS BIGINT) AS "at"
              FROM (
                SELECT
                  "t1"."criterion",
                  "t1"."conversation",
                  "t1"."reviewer",
                  MAX("t1"."key") AS "last",
                  MAX("t1"."channel") AS "channel",
                  MAX("t1"."picked_as") AS "picked_as"
                FROM (
                  SELECT
                    "t0"."ticket" AS "conversation",
                    "t0"."category" AS "criterion",
                    "t0"."grader" AS "reviewer",
                    "t0"."rating" AS "score",
                    "t0"."at" AS "time",
                    "t0"."channel",
                    "t0"."reason" AS "picked_as",
                    (
                      CAST(DATE_PART('epoch', "t0"."at") AS BIGINT) * 64
                    ) + CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END AS "key"
                  FROM "reviews" AS "t0"
                  WHERE
                    "t0"."rating" IS NOT NULL
                    AND "t0"."at" IS NOT NULL
                    AND CASE "t0"."rating" WHEN 1 THEN 0 WHEN 2 THEN 1 WHEN 3 THEN 2 ELSE NULL END IS NOT NULL
                ) AS "t1"
                GROUP BY
                  1,
                  2,
                  3
              ) AS "t2"
            ) AS "t3"
            GROUP BY
              1,
              2
          ) AS "t4"
        ) AS "t5"
        WHERE
          "t5"."number" >= 2
      ) AS "t6"
      GROUP BY
        1
    ) AS "t7"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."month" ASC

