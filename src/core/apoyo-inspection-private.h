/* apoyo-inspection-private.h: what the parts of the inspection share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inspection.h"
#include "apoyo-mrz.h"

G_BEGIN_DECLS

typedef enum { FRONT, BACK, SELFIE, SIGNATURE, N_PICTURES } Picture;

typedef enum { NOT_APPLICABLE, PASSED, UNKNOWN, FLAGGED } NodeResult;

typedef struct _Node Node;

/* One evaluated check, or a group of them. */
struct _Node {
  char *id; /* (owned) */
  Picture picture;
  NodeResult result;
  gboolean noted;   /* beyond its limit, but only noted */
  gboolean doubt;   /* a full reading may tell more */
  const char *nick; /* (nullable): code of the finding */
  const char *cause;
  const char *article; /* (nullable) */
  double confidence;
  GPtrArray *inputs; /* (element-type char *): "\"name\":value", in order */
  GPtrArray *limits;
  gboolean has_region;
  double region[4];
  GPtrArray *children; /* (element-type Node) */
};

typedef struct {
  const char *name;
  double value;
  const char *text; /* (nullable) */
  double confidence;
  gboolean has_region;
  double region[4];
} Observation;

/* One picture as it was read. */
typedef struct {
  JsonObject *reading;     /* (nullable) */
  GPtrArray *observations; /* (element-type Observation): sorted by name, text and value */
  gboolean open;           /* it could be opened: there is something to judge */
  gboolean blank;
  gboolean is_card; /* of front and back: nothing speaks against it */
} Sheet;

typedef struct {
  const ApoyoInspectionInput *input;
  Sheet sheets[N_PICTURES];
  GPtrArray *findings;  /* (element-type ApoyoFinding) */
  JsonObject *private;  /* by the id of the node */
  gboolean code_agrees; /* a code of the back names whom the phone named, and none another */
  gboolean keys_agree;  /* the front prints the CURP or the clave de elector that was typed */
  gboolean slips;       /* something speaks against it, whatever the settings make of that */
} Inspection;

extern const char *const apoyo_inspection_pictures[N_PICTURES];

/* apoyo-inspection-node.c */
Node *apoyo_node_new (const char *id, Picture picture);
void apoyo_node_free (Node *node);
Node *apoyo_node_add (Node *parent, const char *id);
void apoyo_node_input (Node *node, const char *name, double value);
/* Only words of a closed vocabulary and of the settings: what was read is private. */
void apoyo_node_input_word (Node *node, const char *name, const char *word);
void apoyo_node_limit (Node *node, const char *name, double value);
void apoyo_node_limit_word (Node *node, const char *name, const char *word);
/* Where in the picture that is. seen: (nullable) */
void apoyo_node_place (Node *node, const Observation *seen);
/* Result and doubt of a group from its children. */
void apoyo_node_settle (Node *group);
void apoyo_node_write (const Node *node, GString *out);
/* The result as the tree says it. */
const char *apoyo_node_get_result (const Node *node);
void apoyo_json_append_number (GString *out, double number);
void apoyo_json_append_text (GString *out, const char *text);

/* A node for the check, NULL when the settings do not ask for it. */
Node *apoyo_inspection_begin (const Inspection *self,
                              Node *parent,
                              const char *id,
                              const ApoyoCheck **check);
/* Makes it flagged, or noted, as the settings say. field: (nullable): the picture's name. The
 * finding is borrowed, NULL when the check only notes. */
ApoyoFinding *apoyo_inspection_flag (Inspection *self,
                                     Node *node,
                                     const ApoyoCheck *check,
                                     ApoyoFindingCode code,
                                     const char *field,
                                     double confidence);
/* The node alone, of what another finding tells already. */
void apoyo_inspection_mark (Inspection *self,
                            Node *node,
                            const ApoyoCheck *check,
                            ApoyoFindingCode code,
                            double confidence);
/* What a thing that was read was held against, as its reading names it. */
#define APOYO_AGAINST_TYPED "typed"
#define APOYO_AGAINST_CODE "coded" /* by a code of the card itself: nobody captured that */

void apoyo_inspection_keep (Inspection *self,
                            const Node *node,
                            const char *name,
                            const char *read,
                            const char *against,
                            const char *known);

/* apoyo-inspection-picture.c */
void apoyo_sheet_read (Sheet *sheet, JsonObject *reading);
void apoyo_sheet_clear (Sheet *sheet);
/* The surest of that name. (nullable) */
const Observation *apoyo_sheet_find (const Sheet *sheet, const char *name);
Node *apoyo_inspection_judge_picture (Inspection *self, Picture picture);
/* Whether that file came before with nobody else's capture, as far as is known. */
gboolean apoyo_inspection_is_own (const Inspection *self, const char *picture);

typedef enum { BELOW, ABOVE } Direction;

typedef struct {
  const char *name;        /* of the check, behind the picture's */
  const char *observation; /* what is measured */
  Direction direction;
  ApoyoFindingCode code;
  const char *place; /* (nullable): the observation that says where, when it does not itself */
} Measure;

/* FALSE when it was beyond its limit. */
gboolean apoyo_inspection_measure (Inspection *self, Node *parent, const Measure *measure);
/* A value that is no observation of its own, like the likeness of two pictures. */
gboolean apoyo_inspection_measure_value (Inspection *self,
                                         Node *parent,
                                         const Measure *measure,
                                         const Observation *observation);

/* apoyo-inspection-card.c */
void apoyo_inspection_judge_front (Inspection *self, Node *group);
void apoyo_inspection_judge_back (Inspection *self, Node *group);

/* apoyo-inspection-zone.c */
/* The machine readable zone as far as it could be read. */
typedef struct {
  const Observation *seen; /* (nullable) */
  gboolean has_shape;
  gboolean digits_agree;
  gboolean twice;  /* two witnesses of a wrong check digit */
  gboolean unsure; /* they do not read the same */
  ApoyoMrz mrz;
} Zone;

void apoyo_zone_read (Zone *zone, const Sheet *sheet, const ApoyoCredential *typed);

/* apoyo-inspection-codes.c */
void apoyo_inspection_judge_codes (Inspection *self, Node *group);
/* What the codes of the back say of a field, NULL when nothing. (transfer full) */
char *apoyo_inspection_read_code (const Inspection *self, const char *field);

/* apoyo-inspection-habits.c */
Node *apoyo_inspection_judge_habits (Inspection *self);
void apoyo_inspection_judge_near (Inspection *self, Node *group);
gboolean apoyo_inspection_reception_told (const Inspection *self, ApoyoFindingCode told);

/* apoyo-inspection-data.c */
Node *apoyo_inspection_judge_data (Inspection *self);

G_END_DECLS
