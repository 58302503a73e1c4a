-- 35-default-checks: the settings of the checks that a new process begins with, and their bounds.
--
-- Made by src/core/make-default-checks.py from data/catalogues/checks.json, check-bounds.json and
-- articles.json; do not edit.
SET ROLE apoyo_owner;

CREATE OR REPLACE FUNCTION apoyo.default_checks()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $checks$
{
  "v": 1,
  "about": "What the automatic checks look at. use: flag sends the support to people, note is kept in the tree only, off is not judged. below and above are limits, doubt is where a cheap reading asks for the full one, sure is how sure a reading must be to be believed.",
  "reading": "cascade",
  "sample": 0.02,
  "minimum_age": 18,
  "extensions": [
    {"printed_year": 2024, "until": "2025-06-01", "acuerdo": "Consejo General del INE: credenciales que terminaron con 2024"}
  ],
  "checks": {
    "front.file": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "the file opens as a picture"},
    "front.size": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "pixels of the shorter side", "below": 300},
    "front.tail": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes behind the end of the picture, but for the second picture or the film that telephones announce and append", "above": 4096},
    "front.metadata": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes that describe the picture, unpacked; a telephone writes up to 64 kB each of EXIF, XMP and profile", "above": 262144},
    "front.foreign": {"use": "flag", "article": "INE/CG443/2023", "note": "kinds of other files (archive, document, page, program) that the file could be taken for as well", "above": 0},
    "front.repeated": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "the very same file came with another capture"},
    "front.blank": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the picture that is one colour", "above": 0.995},
    "front.dark": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "mean brightness, 0 to 1", "below": 0.14, "doubt": 0.2},
    "front.bright": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of pixels that are burnt out", "above": 0.62, "doubt": 0.55},
    "front.contrast": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "spread of brightness, 0 to 1", "below": 0.05},
    "front.sharpness": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "sharpness, 0 to 1", "below": 0.1, "doubt": 0.2},
    "back.file": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "the file opens as a picture"},
    "back.size": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "pixels of the shorter side", "below": 300},
    "back.tail": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes behind the end of the picture, but for the second picture or the film that telephones announce and append", "above": 4096},
    "back.metadata": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes that describe the picture, unpacked; a telephone writes up to 64 kB each of EXIF, XMP and profile", "above": 262144},
    "back.foreign": {"use": "flag", "article": "INE/CG443/2023", "note": "kinds of other files (archive, document, page, program) that the file could be taken for as well", "above": 0},
    "back.repeated": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "the very same file came with another capture"},
    "back.blank": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the picture that is one colour", "above": 0.995},
    "back.dark": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "mean brightness, 0 to 1", "below": 0.14, "doubt": 0.2},
    "back.bright": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of pixels that are burnt out", "above": 0.56, "doubt": 0.47},
    "back.contrast": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "spread of brightness, 0 to 1", "below": 0.05},
    "back.sharpness": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "sharpness, 0 to 1", "below": 0.1, "doubt": 0.2},
    "selfie.file": {"use": "flag", "article": "INE/CG443/2023", "note": "the file opens as a picture"},
    "selfie.size": {"use": "flag", "article": "INE/CG443/2023", "note": "pixels of the shorter side", "below": 300},
    "selfie.tail": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes behind the end of the picture, but for the second picture or the film that telephones announce and append", "above": 4096},
    "selfie.metadata": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes that describe the picture, unpacked; a telephone writes up to 64 kB each of EXIF, XMP and profile", "above": 262144},
    "selfie.foreign": {"use": "flag", "article": "INE/CG443/2023", "note": "kinds of other files (archive, document, page, program) that the file could be taken for as well", "above": 0},
    "selfie.repeated": {"use": "flag", "article": "INE/CG443/2023", "note": "the very same file came with another capture"},
    "selfie.blank": {"use": "flag", "article": "INE/CG443/2023", "note": "share of the picture that is one colour", "above": 0.995},
    "selfie.dark": {"use": "flag", "article": "INE/CG443/2023", "note": "mean brightness, 0 to 1", "below": 0.14, "doubt": 0.2},
    "selfie.bright": {"use": "flag", "article": "INE/CG443/2023", "note": "share of pixels that are burnt out", "above": 0.45, "doubt": 0.3},
    "selfie.contrast": {"use": "flag", "article": "INE/CG443/2023", "note": "spread of brightness, 0 to 1", "below": 0.05},
    "selfie.sharpness": {"use": "flag", "article": "INE/CG443/2023", "note": "sharpness, 0 to 1", "below": 0.08, "doubt": 0.11},
    "signature.file": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "the file opens as a picture"},
    "signature.size": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "pixels of the shorter side", "below": 120},
    "signature.tail": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes behind the end of the picture, but for the second picture or the film that telephones announce and append", "above": 4096},
    "signature.metadata": {"use": "flag", "article": "INE/CG443/2023", "note": "bytes that describe the picture, unpacked; a telephone writes up to 64 kB each of EXIF, XMP and profile", "above": 262144},
    "signature.foreign": {"use": "flag", "article": "INE/CG443/2023", "note": "kinds of other files (archive, document, page, program) that the file could be taken for as well", "above": 0},
    "signature.repeated": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "the very same file came with another capture"},
    "front.card": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "share of the picture that the card covers", "below": 0.1},
    "front.whole": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "all edges of the card lie inside the picture", "below": 0.5, "sure": 0.6},
    "front.side": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "which side of a credential it is", "sure": 0.6},
    "front.layout": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to the layout of a credential, 0 to 1", "below": 0.83, "doubt": 0.87, "sure": 0.6},
    "front.screen": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to a photograph of a screen, 0 to 1", "above": 0.6, "doubt": 0.45},
    "front.photocopy": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to a photocopy, 0 to 1", "above": 0.6, "doubt": 0.45},
    "front.template": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to a template filled in, 0 to 1", "above": 0.6, "doubt": 0.45, "sure": 0.5},
    "front.covered": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the card that something covers", "above": 0.06, "doubt": 0.045},
    "back.card": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "share of the picture that the card covers", "below": 0.1},
    "back.whole": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "all edges of the card lie inside the picture", "below": 0.5, "sure": 0.6},
    "back.side": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "which side of a credential it is", "sure": 0.6},
    "back.layout": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to the layout of a credential, 0 to 1", "below": 0.8, "doubt": 0.83, "sure": 0.6},
    "back.screen": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to a photograph of a screen, 0 to 1", "above": 0.6, "doubt": 0.45},
    "back.photocopy": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness to a photocopy, 0 to 1", "above": 0.6, "doubt": 0.45},
    "back.covered": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the card that something covers", "above": 0.05, "doubt": 0.03},
    "front.model": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "the model that the picture shows against the rule and the typed one", "sure": 0.8},
    "front.glance": {"use": "note", "article": "LGIPE art. 385.2.a", "note": "clave and CURP at a glance against the typed ones: likeness below which everything is read; flags nothing", "below": 0.7},
    "front.text": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "printed fields against the typed ones: likeness below which they are another's; what is surer than sure is believed; fields that have to be legible", "below": 0.62, "sure": 0.8, "least": 1},
    "front.codes": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "printed fields against the codes of the back, where the telephone sent neither: as front.text", "below": 0.62, "sure": 0.8},
    "back.same_side": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "likeness of the back's picture to the front's, 0 to 1", "above": 0.93},
    "back.presence": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "something that a machine can read is on the back"},
    "back.kind": {"use": "note", "article": "LGIPE art. 385.2.b", "note": "the code is one that the model has (PDF417 to F, QR from G on)"},
    "back.digits": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "check digits of the machine readable zone; what is read surer than sure is believed", "sure": 0.5},
    "back.agreement": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "codes and machine readable zone against the typed data: likeness of the zone's names below which they are another's; what text recognition read surer than sure is believed", "below": 0.62, "sure": 0.5},
    "selfie.face": {"use": "flag", "article": "INE/CG443/2023", "note": "faces in the picture; one that covers less than its share of the picture is not counted", "sure": 0.5, "above": 1},
    "selfie.face_size": {"use": "flag", "article": "INE/CG443/2023", "note": "share of the picture that the face covers", "below": 0.04, "doubt": 0.055},
    "selfie.card": {"use": "flag", "article": "INE/CG443/2023", "note": "likeness to a card, 0 to 1", "above": 0.6},
    "selfie.screen": {"use": "flag", "article": "INE/CG443/2023", "note": "likeness to a photograph of a screen, 0 to 1", "above": 0.6},
    "selfie.drawing": {"use": "flag", "article": "INE/CG443/2023", "note": "likeness to a drawing or an icon, 0 to 1", "above": 0.6},
    "selfie.portrait": {"use": "flag", "article": "INE/CG443/2023", "note": "likeness of the face to the credential's portrait as a picture, 0 to 1", "above": 0.968},
    "signature.ink": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the picture that is ink", "below": 0.003},
    "signature.scribble": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "share of the picture that is rubbed over with ink", "above": 0.04},
    "signature.dot": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "likeness to a dot, 0 to 1", "above": 0.6},
    "signature.line": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "straightness of the stroke, 0 to 1", "above": 0.9},
    "signature.typed": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "likeness to typed text, 0 to 1", "above": 0.45},
    "data.presence": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "fields that the model prints are there"},
    "data.form": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "every field has its form"},
    "data.check_digit": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "check digit of the CURP"},
    "data.agreement": {"use": "flag", "article": "LGIPE art. 385.2.a", "note": "CURP, clave de elector, OCR number and names agree with each other"},
    "data.vigencia": {"use": "flag", "article": "LGIPE art. 156.5", "note": "in force on the day of capture, with what an acuerdo prolonged"},
    "data.model": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "a model that the process's rule accepts"},
    "data.self_model": {"use": "flag", "article": "LGIPE art. 385.2.b", "note": "the least model that is taken of who captures for themselves (Mi Apoyo asks for a card with QR on its back), A 1 to H 8", "below": 7},
    "data.age": {"use": "flag", "article": "CPEUM art. 34-I", "note": "of the minimum age on the day of capture"},
    "data.roll": {"use": "flag", "article": "LGIPE art. 385.1", "note": "the typed keys against the row of the roll"},
    "data.clock": {"use": "flag", "article": "INE/CG443/2023", "note": "seconds by which the telephone's clock is ahead of the server's; skew: how far it may be from it at the sending, ahead: the capture after the sending", "above": 900, "skew": 600, "ahead": 60},
    "selfie.near": {"use": "flag", "article": "INE/CG443/2023", "note": "likeness to the selfie of another capture, 0 to 1; from 0.89 on, seven bits of 64", "above": 0.95},
    "signature.near": {"use": "flag", "article": "LGIPE art. 383.1.c.VI", "note": "likeness of the strokes to those of another capture, 0 to 1", "above": 0.95},
    "behaviour.device": {"use": "flag", "article": "INE/CG443/2023", "note": "people by one device within a day", "above": 400},
    "behaviour.self_device": {"use": "flag", "article": "INE/CG443/2023", "note": "people by one device within a day, where citizens capture for themselves: a telephone may be a household's", "above": 3},
    "behaviour.rate": {"use": "flag", "article": "INE/CG443/2023", "note": "people by one auxiliary within an hour, whatever telephones they have", "above": 90},
    "behaviour.devices": {"use": "note", "article": "INE/CG443/2023", "note": "devices of one auxiliary within a day", "above": 3},
    "behaviour.travel": {"use": "flag", "article": "INE/CG443/2023", "note": "kilometres an hour between two captures of one auxiliary", "above": 250}
  }
}
$checks$::jsonb;
END;

CREATE OR REPLACE FUNCTION apoyo.check_bounds()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $bounds$
{
  "minimum_age": [0, 120],
  "sample": [0, 1],
  "about": [0, 1000],
  "extensions": [0, 64],
  "printed_year": [1990, 2100],
  "acuerdo": [1, 200],
  "checks": [0, 120],
  "id": [1, 60],
  "article": [0, 200],
  "note": [0, 400],
  "limits": [0, 8],
  "name": [1, 40],
  "limit": [-1000000000, 1000000000],
  "figure": [1, 40]
}
$bounds$::jsonb;
END;

CREATE OR REPLACE FUNCTION apoyo.check_articles()
RETURNS jsonb LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT $articles$
{
  "about": "The article that each check stands on, by kind of process: that of the check itself, else that of its subject (what stands before the dot). Where no law and no guidelines are known for it, the process's own convocatoria says what is looked at. A kind that is not named here is a candidature to a federal office, whose articles stand in checks.json.",
  "none": "convocatoria",
  "every": {
    "data.vigencia": "LGIPE art. 156.5",
    "data.age": "CPEUM art. 34-I"
  },
  "kinds": {
    "revocation": {
      "front": "Lineamientos de RM, Anexo Técnico",
      "back": "Lineamientos de RM, Anexo Técnico",
      "selfie": "Lineamientos de RM, Anexo Técnico",
      "signature": "Lineamientos de RM, Anexo Técnico",
      "data": "Lineamientos de RM, Anexo Técnico",
      "data.roll": "LFRM arts. 21-26",
      "data.model": "convocatoria"
    },
    "governorship": {
      "data.roll": "legislación local"
    },
    "local_deputy": {
      "data.roll": "legislación local"
    },
    "municipality": {
      "data.roll": "legislación local"
    },
    "consultation": {
      "data.roll": "CPEUM art. 35-VIII; LFCP arts. 12-14"
    },
    "initiative": {
      "data.roll": "LOCGEUM art. 132"
    },
    "party": {
      "front": "Instructivo PPN",
      "back": "Instructivo PPN",
      "selfie": "Instructivo PPN",
      "signature": "Instructivo PPN",
      "data": "Instructivo PPN",
      "data.roll": "LGPP art. 10",
      "data.model": "convocatoria"
    }
  }
}
$articles$::jsonb;
END;

RESET ROLE;
