/* apoyo-refusal-texts.c: what the database says no with, to be translated.
 *
 * Made by make-refusal-texts.py; do not edit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-refusal-texts.h"

/* clang-format off */
const ApoyoRefusalText apoyo_refusal_texts[] = {
  { "AP001",
    /* xgettext:no-c-format */
    N_ ("Your role may not do this"),
    /* xgettext:no-c-format */
    N_ ("Ask a supervisor for the role %1$s") },
  { "AP002",
    /* xgettext:no-c-format */
    N_ ("Nobody has signed in on this connection"),
    /* xgettext:no-c-format */
    N_ ("Sign in first") },
  { "AP003",
    /* xgettext:no-c-format */
    N_ ("The account %1$s is not active staff"),
    /* xgettext:no-c-format */
    N_ ("Ask who administers the staff") },
  { "AP004",
    /* xgettext:no-c-format */
    N_ ("The version and the workstation cannot be empty"),
    /* xgettext:no-c-format */
    N_ ("Sign in with both") },
  { "AP005",
    /* xgettext:no-c-format */
    N_ ("There is no process %1$s in your scope"),
    /* xgettext:no-c-format */
    N_ ("Choose another process, or ask a supervisor to extend your scope") },
  { "AP101",
    /* xgettext:no-c-format */
    N_ ("There is no process %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose another process") },
  { "AP102",
    /* xgettext:no-c-format */
    N_ ("Process %1$s is %2$s, and this needs it to be %3$s"),
    /* xgettext:no-c-format */
    N_ ("Look at the state of the process") },
  { "AP103",
    /* xgettext:no-c-format */
    N_ ("The rule has no valid value for %1$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the rule") },
  { "AP104",
    /* xgettext:no-c-format */
    N_ ("The code %1$s is already another process's"),
    /* xgettext:no-c-format */
    N_ ("Choose another code") },
  { "AP105",
    /* xgettext:no-c-format */
    N_ ("The period ends before it begins"),
    /* xgettext:no-c-format */
    N_ ("Correct the dates") },
  { "AP106",
    /* xgettext:no-c-format */
    N_ ("The period of process %1$s is over"),
    /* xgettext:no-c-format */
    N_ ("Extend the period by an acuerdo first") },
  { "AP107",
    /* xgettext:no-c-format */
    N_ ("Process %1$s has no promovente"),
    /* xgettext:no-c-format */
    N_ ("Register at least one") },
  { "AP108",
    /* xgettext:no-c-format */
    N_ ("There is no demarcation %1$s in the geography of the process"),
    /* xgettext:no-c-format */
    N_ ("Correct the scope") },
  { "AP109",
    /* xgettext:no-c-format */
    N_ ("Promovente %1$s or folio %2$s is already registered"),
    /* xgettext:no-c-format */
    N_ ("Choose another number or folio") },
  { "AP110",
    /* xgettext:no-c-format */
    N_ ("There is no promovente %2$s in process %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose a registered promovente") },
  { "AP111",
    /* xgettext:no-c-format */
    N_ ("There is no geography yet"),
    /* xgettext:no-c-format */
    N_ ("Import the demarcations first") },
  { "AP112",
    /* xgettext:no-c-format */
    N_ ("Process %1$s still waits for supports until %2$s"),
    /* xgettext:no-c-format */
    N_ ("Close it after that time") },
  { "AP113",
    /* xgettext:no-c-format */
    N_ ("%2$s supports of process %1$s are not decided yet"),
    /* xgettext:no-c-format */
    N_ ("Empty the queues, then close") },
  { "AP114",
    /* xgettext:no-c-format */
    N_ ("The scope %1$s is not a %2$s, as the rule says"),
    /* xgettext:no-c-format */
    N_ ("Correct the scope") },
  { "AP115",
    /* xgettext:no-c-format */
    N_ ("The code %1$s cannot be used"),
    /* xgettext:no-c-format */
    N_ ("Use 2 to 12 capital letters and digits") },
  { "AP116",
    /* xgettext:no-c-format */
    N_ ("The text %1$s cannot be empty"),
    /* xgettext:no-c-format */
    N_ ("Fill it in") },
  { "AP117",
    /* xgettext:no-c-format */
    N_ ("This access key cannot be registered twice"),
    /* xgettext:no-c-format */
    N_ ("Issue another key") },
  { "AP118",
    /* xgettext:no-c-format */
    N_ ("A goal that all promoventes feed must count each citizen once"),
    /* xgettext:no-c-format */
    N_ ("Make the rule exclusive between promoventes") },
  { "AP119",
    /* xgettext:no-c-format */
    N_ ("The rule of process %1$s asks for %2$s demarcations, and there are %3$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the rule: nobody could ever reach it") },
  { "AP120",
    /* xgettext:no-c-format */
    N_ ("The rule has no member %1$s"),
    /* xgettext:no-c-format */
    N_ ("Take it out") },
  { "AP121",
    /* xgettext:no-c-format */
    N_ ("A dispersion by %1$s does not divide a %2$s"),
    /* xgettext:no-c-format */
    N_ ("Choose a smaller level") },
  { "AP122",
    /* xgettext:no-c-format */
    N_ ("Counting by %1$s does not tell each %2$s apart"),
    /* xgettext:no-c-format */
    N_ ("Count by section") },
  { "AP123",
    /* xgettext:no-c-format */
    N_ ("A list of municipalities is named, and paper is not admitted"),
    /* xgettext:no-c-format */
    N_ ("Admit the exception regime, or take the list out") },
  { "AP124",
    /* xgettext:no-c-format */
    N_ ("The rule is of the nominal list of %1$s, and the process of that of %2$s"),
    /* xgettext:no-c-format */
    N_ ("Give one cut-off") },
  { "AP125",
    /* xgettext:no-c-format */
    N_ ("Version %1$s of the geography does not tell the electoral roll of every section"),
    /* xgettext:no-c-format */
    N_ ("Import it with the roll, or take the nominal list as base") },
  { "AP126",
    /* xgettext:no-c-format */
    N_ ("%1$s of the configuration cannot be used"),
    /* xgettext:no-c-format */
    N_ ("Correct it") },
  { "AP127",
    /* xgettext:no-c-format */
    N_ ("There is no draft %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose another, or begin a new one") },
  { "AP128",
    /* xgettext:no-c-format */
    N_ ("Draft %1$s was changed by %2$s at %3$s"),
    /* xgettext:no-c-format */
    N_ ("Look at that change, then save yours again") },
  { "AP129",
    /* xgettext:no-c-format */
    N_ ("The dispersion asks for %1$s demarcations, and %2$s has %3$s"),
    /* xgettext:no-c-format */
    N_ ("Ask for fewer, or choose a smaller level") },
  { "AP130",
    /* xgettext:no-c-format */
    N_ ("The rule asks for %1$s supports in %2$s, where %3$s electors can give them"),
    /* xgettext:no-c-format */
    N_ ("Lower the percentage, or correct the base") },
  { "AP131",
    /* xgettext:no-c-format */
    N_ ("The dispersion asks for %1$s demarcations, and only %3$s of %2$s have electors enough"),
    /* xgettext:no-c-format */
    N_ ("Lower the percentage, or ask for fewer") },
  { "AP132",
    /* xgettext:no-c-format */
    N_ ("The rule asks for no support at all in %1$s"),
    /* xgettext:no-c-format */
    N_ ("Raise the percentage or round up") },
  { "AP133",
    /* xgettext:no-c-format */
    N_ ("Version %1$s of the geography is not adopted"),
    /* xgettext:no-c-format */
    N_ ("Adopt it, or choose another") },
  { "AP134",
    /* xgettext:no-c-format */
    N_ ("Version %1$s of the geography is no longer the one in force"),
    /* xgettext:no-c-format */
    N_ ("Make sure that this one is meant") },
  { "AP135",
    /* xgettext:no-c-format */
    N_ ("No %2$s lies wholly inside the scope %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose a larger scope") },
  { "AP136",
    /* xgettext:no-c-format */
    N_ ("There is no list of municipalities %1$s for version %2$s of the geography"),
    /* xgettext:no-c-format */
    N_ ("Choose another list, or store it first") },
  { "AP137",
    /* xgettext:no-c-format */
    N_ ("Paper is admitted in every municipality"),
    /* xgettext:no-c-format */
    N_ ("Name a list if only some are meant") },
  { "AP138",
    /* xgettext:no-c-format */
    N_ ("The change of %1$s has no reason"),
    /* xgettext:no-c-format */
    N_ ("Say why it is not as the law has it") },
  { "AP139",
    /* xgettext:no-c-format */
    N_ ("The number %1$s is not one of an acuerdo"),
    /* xgettext:no-c-format */
    N_ ("Write it like INE/CG443/2023") },
  { "AP140",
    /* xgettext:no-c-format */
    N_ ("Promovente %1$s collects in %2$s, outside the scope %3$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the scope") },
  { "AP141",
    /* xgettext:no-c-format */
    N_ ("The period of promovente %1$s ends before it begins"),
    /* xgettext:no-c-format */
    N_ ("Correct the dates") },
  { "AP142",
    /* xgettext:no-c-format */
    N_ ("The change of %1$s has no acuerdo"),
    /* xgettext:no-c-format */
    N_ ("Give its number, like INE/CG443/2023") },
  { "AP143",
    /* xgettext:no-c-format */
    N_ ("The period began at %1$s already"),
    /* xgettext:no-c-format */
    N_ ("Make sure that this is meant") },
  { "AP144",
    /* xgettext:no-c-format */
    N_ ("The law gives %1$s days, and the period has %2$s"),
    /* xgettext:no-c-format */
    N_ ("Make sure that this is meant") },
  { "AP145",
    /* xgettext:no-c-format */
    N_ ("%1$s demarcations (%2$s) have fewer than 100 electors: %3$s supports or fewer suffice"),
    /* xgettext:no-c-format */
    N_ ("Make sure that this is meant") },
  { "AP146",
    /* xgettext:no-c-format */
    N_ ("The scope %1$s is in version %2$s of the geography"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP147",
    /* xgettext:no-c-format */
    N_ ("There are %1$s demarcations (%2$s) for the dispersion, and %3$s are needed"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP148",
    /* xgettext:no-c-format */
    N_ ("The period has %1$s days and is consistent"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP149",
    /* xgettext:no-c-format */
    N_ ("Every change has its reason and its acuerdo (%1$s)"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP150",
    /* xgettext:no-c-format */
    N_ ("Process %1$s was changed by %2$s at %3$s"),
    /* xgettext:no-c-format */
    N_ ("See what changed, then do it again") },
  { "AP151",
    /* xgettext:no-c-format */
    N_ ("Process %1$s does not pass its checks: %2$s"),
    /* xgettext:no-c-format */
    N_ ("Correct what is wrong (%3$s in all)") },
  { "AP153",
    /* xgettext:no-c-format */
    N_ ("In process %1$s, which is %2$s, this cannot change any more: %3$s"),
    /* xgettext:no-c-format */
    N_ ("Leave it as it is") },
  { "AP154",
    /* xgettext:no-c-format */
    N_ ("Nothing of process %1$s would change"),
    /* xgettext:no-c-format */
    N_ ("Change something first") },
  { "AP155",
    /* xgettext:no-c-format */
    N_ ("A process cannot be amended by this: %1$s"),
    /* xgettext:no-c-format */
    N_ ("Name only its name, period, scope and geography") },
  { "AP156",
    /* xgettext:no-c-format */
    N_ ("The period of process %1$s has begun: it cannot begin at another time"),
    /* xgettext:no-c-format */
    N_ ("Leave its beginning as it is") },
  { "AP157",
    /* xgettext:no-c-format */
    N_ ("The period of process %1$s cannot end in the past"),
    /* xgettext:no-c-format */
    N_ ("Choose a time to come") },
  { "AP158",
    /* xgettext:no-c-format */
    N_ ("Process %1$s collects until %2$s"),
    /* xgettext:no-c-format */
    N_ ("Begin to close it after that time") },
  { "AP159",
    /* xgettext:no-c-format */
    N_ ("%2$s events of process %1$s have no place in the log yet"),
    /* xgettext:no-c-format */
    N_ ("Wait for the ledger") },
  { "AP160",
    /* xgettext:no-c-format */
    N_ ("The last checkpoint of process %1$s stands for %2$s of %3$s entries"),
    /* xgettext:no-c-format */
    N_ ("Wait until the ledger has signed") },
  { "AP161",
    /* xgettext:no-c-format */
    N_ ("The change of the rule is not asked for completely: %1$s"),
    /* xgettext:no-c-format */
    N_ ("Give the rule or the period, the acuerdo and the reason") },
  { "AP170",
    /* xgettext:no-c-format */
    N_ ("Promovente %1$s was changed by %2$s meanwhile, at %3$s"),
    /* xgettext:no-c-format */
    N_ ("Look at it again, then repeat the change") },
  { "AP171",
    /* xgettext:no-c-format */
    N_ ("Promovente %1$s is %2$s"),
    /* xgettext:no-c-format */
    N_ ("Look at its state") },
  { "AP172",
    /* xgettext:no-c-format */
    N_ ("Promovente %2$s of process %1$s does not collect: it is %3$s"),
    /* xgettext:no-c-format */
    N_ ("Nothing can be sent for it") },
  { "AP173",
    /* xgettext:no-c-format */
    N_ ("The period of promovente %1$s begins before that of the process, %2$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the dates") },
  { "AP174",
    /* xgettext:no-c-format */
    N_ ("The period of promovente %1$s has begun at %2$s"),
    /* xgettext:no-c-format */
    N_ ("Leave its beginning as it is") },
  { "AP175",
    /* xgettext:no-c-format */
    N_ ("The period of promovente %1$s has begun and lasts until %2$s"),
    /* xgettext:no-c-format */
    N_ ("It can only be extended") },
  { "AP176",
    /* xgettext:no-c-format */
    N_ ("The period of promovente %1$s would be over already"),
    /* xgettext:no-c-format */
    N_ ("Give an end that is to come") },
  { "AP177",
    /* xgettext:no-c-format */
    N_ ("Nobody in the roll has this clave de elector"),
    /* xgettext:no-c-format */
    N_ ("Check the clave de elector") },
  { "AP178",
    /* xgettext:no-c-format */
    N_ ("This person is not in the nominal list"),
    /* xgettext:no-c-format */
    N_ ("Choose somebody who is") },
  { "AP179",
    /* xgettext:no-c-format */
    N_ ("This person is an auxiliary of promovente %1$s already"),
    /* xgettext:no-c-format */
    N_ ("Issue another key to that auxiliary") },
  { "AP180",
    /* xgettext:no-c-format */
    N_ ("This person is an auxiliary of promovente %1$s, who competes with this one"),
    /* xgettext:no-c-format */
    N_ ("Choose somebody else") },
  { "AP181",
    /* xgettext:no-c-format */
    N_ ("In process %1$s, which is no drill, an auxiliary is a person of the nominal list"),
    /* xgettext:no-c-format */
    N_ ("Give the clave de elector") },
  { "AP182",
    /* xgettext:no-c-format */
    N_ ("There is no auxiliary %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose another") },
  { "AP183",
    /* xgettext:no-c-format */
    N_ ("Auxiliary %1$s is revoked already"),
    /* xgettext:no-c-format */
    N_ ("Register the person again") },
  { "AP184",
    /* xgettext:no-c-format */
    N_ ("Whether process %1$s is a drill cannot be changed"),
    /* xgettext:no-c-format */
    N_ ("Make another process") },
  { "AP185",
    /* xgettext:no-c-format */
    N_ ("The key directory has the same key for process %1$s as for another one"),
    /* xgettext:no-c-format */
    N_ ("Restore process-%1$s.key, or take the copy away") },
  { "AP186",
    /* xgettext:no-c-format */
    N_ ("Promovente %2$s of process %1$s did not collect when this was captured"),
    /* xgettext:no-c-format */
    N_ ("Nothing can be sent for that time") },
  { "AP187",
    /* xgettext:no-c-format */
    N_ ("Import %1$s was begun for another process"),
    /* xgettext:no-c-format */
    N_ ("Begin an import for this one") },
  { "AP188",
    /* xgettext:no-c-format */
    N_ ("The settings of the checks cannot have “%1$s” so"),
    /* xgettext:no-c-format */
    N_ ("Correct it") },
  { "AP189",
    /* xgettext:no-c-format */
    N_ ("The checks of process %1$s are at version %2$s, changed by %3$s"),
    /* xgettext:no-c-format */
    N_ ("Look at them, then change them again") },
  { "AP190",
    /* xgettext:no-c-format */
    N_ ("The personal data of process %1$s has been destroyed already"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP191",
    /* xgettext:no-c-format */
    N_ ("A legal order keeps %2$s supports of process %1$s"),
    /* xgettext:no-c-format */
    N_ ("Have their flag lifted first") },
  { "AP192",
    /* xgettext:no-c-format */
    N_ ("The personal data of process %1$s has not been destroyed by two people"),
    /* xgettext:no-c-format */
    N_ ("Propose purge-process and have it signed") },
  { "AP193",
    /* xgettext:no-c-format */
    N_ ("The personal data of process %1$s has been destroyed"),
    /* xgettext:no-c-format */
    N_ ("What was counted can still be looked at") },
  { "AP194",
    /* xgettext:no-c-format */
    N_ ("No samples are drawn yet: people review what has findings"),
    /* xgettext:no-c-format */
    N_ ("Choose the captures with findings, or all of them") },
  { "AP195",
    /* xgettext:no-c-format */
    N_ ("The period of process %1$s would not go on longer"),
    /* xgettext:no-c-format */
    N_ ("Give an end after the present one") },
  { "AP196",
    /* xgettext:no-c-format */
    N_ ("Nobody in process %1$s has a window of their own that could go on"),
    /* xgettext:no-c-format */
    N_ ("Extend the period of the process alone") },
  { "AP201",
    /* xgettext:no-c-format */
    N_ ("There is no import %1$s of kind %2$s that you may adopt"),
    /* xgettext:no-c-format */
    N_ ("Begin an import first") },
  { "AP202",
    /* xgettext:no-c-format */
    N_ ("The file cannot be taken. Line %2$s: %3$s %4$s (problems in all: %1$s)"),
    /* xgettext:no-c-format */
    N_ ("Correct the file and import it again") },
  { "AP203",
    /* xgettext:no-c-format */
    N_ ("The import is empty"),
    /* xgettext:no-c-format */
    N_ ("Copy the rows first") },
  { "AP204",
    /* xgettext:no-c-format */
    N_ ("There is no kind of import called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Use roll, promoventes, geography or sections") },
  { "AP205",
    /* xgettext:no-c-format */
    N_ ("There is no version %1$s of the geography"),
    /* xgettext:no-c-format */
    N_ ("Choose one of apoyo.geography_versions") },
  { "AP206",
    /* xgettext:no-c-format */
    N_ ("Version %1$s of the geography is no draft any more"),
    /* xgettext:no-c-format */
    N_ ("Import a new version") },
  { "AP207",
    /* xgettext:no-c-format */
    N_ ("The geography in force is now %1$s, and the differences were looked at with %2$s"),
    /* xgettext:no-c-format */
    N_ ("Look at the differences again, then adopt it") },
  { "AP208",
    /* xgettext:no-c-format */
    N_ ("There is no demarcation %1$s in version %2$s of the geography"),
    /* xgettext:no-c-format */
    N_ ("Correct the code") },
  { "AP209",
    /* xgettext:no-c-format */
    N_ ("A total cannot be %1$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the total") },
  { "AP210",
    /* xgettext:no-c-format */
    N_ ("A nominal list cannot have the cut-off %1$s"),
    /* xgettext:no-c-format */
    N_ ("Give a date that has come") },
  { "AP211",
    /* xgettext:no-c-format */
    N_ ("Version %2$s of the geography has a nominal list of %1$s already"),
    /* xgettext:no-c-format */
    N_ ("Lists once adopted do not change: use another date or version") },
  { "AP212",
    /* xgettext:no-c-format */
    N_ ("There is no nominal list of %1$s for version %2$s of the geography"),
    /* xgettext:no-c-format */
    N_ ("Import it first") },
  { "AP213",
    /* xgettext:no-c-format */
    N_ ("There is no coding of municipalities called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Use ine or inegi") },
  { "AP214",
    /* xgettext:no-c-format */
    N_ ("No municipality has the code %1$s in the coding %2$s"),
    /* xgettext:no-c-format */
    N_ ("Correct the codes") },
  { "AP218",
    /* xgettext:no-c-format */
    N_ ("The list %1$s stays as it is: process %2$s stands on it"),
    /* xgettext:no-c-format */
    N_ ("Store another list under another name, and change the rule to it") },
  { "AP219",
    /* xgettext:no-c-format */
    N_ ("The list %1$s stays as it is: a process outside your scope stands on it"),
    /* xgettext:no-c-format */
    N_ ("Store another list under another name") },
  { "AP220",
    /* xgettext:no-c-format */
    N_ ("The published total of %1$s was changed meanwhile"),
    /* xgettext:no-c-format */
    N_ ("See what changed, then do it again") },
  { "AP221",
    /* xgettext:no-c-format */
    N_ ("The list %1$s was stored by %2$s at %3$s"),
    /* xgettext:no-c-format */
    N_ ("See what changed, then do it again") },
  { "AP222",
    /* xgettext:no-c-format */
    N_ ("There is no list %1$s"),
    /* xgettext:no-c-format */
    N_ ("Look at the lists again, then store it as a new one") },
  { "AP223",
    /* xgettext:no-c-format */
    N_ ("There is a list %1$s already"),
    /* xgettext:no-c-format */
    N_ ("Choose another name") },
  { "AP301",
    /* xgettext:no-c-format */
    N_ ("This access key is not valid"),
    /* xgettext:no-c-format */
    N_ ("Check the key, or ask for another one") },
  { "AP302",
    /* xgettext:no-c-format */
    N_ ("This device may not send supports for promovente %1$s"),
    /* xgettext:no-c-format */
    N_ ("Register the device again") },
  { "AP303",
    /* xgettext:no-c-format */
    N_ ("Process %1$s does not take supports: it is %2$s"),
    /* xgettext:no-c-format */
    N_ ("Look at the state of the process") },
  { "AP304",
    /* xgettext:no-c-format */
    N_ ("Process %1$s takes supports from %2$s on"),
    /* xgettext:no-c-format */
    N_ ("Send it again after that time") },
  { "AP305",
    /* xgettext:no-c-format */
    N_ ("Process %1$s does not take supports of modality %2$s"),
    /* xgettext:no-c-format */
    N_ ("Use another modality") },
  { "AP306",
    /* xgettext:no-c-format */
    N_ ("The folio is already in use"),
    /* xgettext:no-c-format */
    N_ ("Draw another folio and send it again") },
  { "AP307",
    /* xgettext:no-c-format */
    N_ ("A support has four pictures, %1$s were sent"),
    /* xgettext:no-c-format */
    N_ ("Send front, back, selfie and signature") },
  { "AP308",
    /* xgettext:no-c-format */
    N_ ("This device was registered before"),
    /* xgettext:no-c-format */
    N_ ("Draw another token") },
  { "AP309",
    /* xgettext:no-c-format */
    N_ ("The label of a device has at most 100 characters"),
    /* xgettext:no-c-format */
    N_ ("Use a shorter one") },
  { "AP310",
    /* xgettext:no-c-format */
    N_ ("The key directory has another key for process %1$s than the one it was begun with"),
    /* xgettext:no-c-format */
    N_ ("Restore process-%1$s.key from a copy made after the process began") },
  { "AP311",
    /* xgettext:no-c-format */
    N_ ("The key directory has lost the key of process %1$s, which is in use"),
    /* xgettext:no-c-format */
    N_ ("Restore process-%1$s.key from a copy made after the process began") },
  { "AP312",
    /* xgettext:no-c-format */
    N_ ("The key directory does not have the key that process %1$s was begun with"),
    /* xgettext:no-c-format */
    N_ ("Name the directory where that key is; nothing was destroyed") },
  { "AP313",
    /* xgettext:no-c-format */
    N_ ("The key directory has another key for the nominal roll than the one in use"),
    /* xgettext:no-c-format */
    N_ ("Restore roll.key from a copy made after the roll was first in use") },
  { "AP314",
    /* xgettext:no-c-format */
    N_ ("The key directory has another key for the ledger than the one it signs with"),
    /* xgettext:no-c-format */
    N_ ("Restore ledger.key from a copy made after the ledger first signed") },
  { "AP315",
    /* xgettext:no-c-format */
    N_ ("The vault is not the one that the captures of this database lie in"),
    /* xgettext:no-c-format */
    N_ ("Mount the vault that was in use") },
  { "AP316",
    /* xgettext:no-c-format */
    N_ ("Auxiliary %1$s of process %2$s has registered %3$s devices within an hour"),
    /* xgettext:no-c-format */
    N_ ("Wait an hour, or give the auxiliary another key if it is in other hands") },
  { "AP401",
    /* xgettext:no-c-format */
    N_ ("Support %1$s is not in validation by attempt %2$s"),
    /* xgettext:no-c-format */
    N_ ("Drop the result, it came too late") },
  { "AP402",
    /* xgettext:no-c-format */
    N_ ("There is no verdict called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Use acceptable, in_review, rejected or late") },
  { "AP403",
    /* xgettext:no-c-format */
    N_ ("The cause %1$s does not reject a support"),
    /* xgettext:no-c-format */
    N_ ("Use a situation that does not count") },
  { "AP404",
    /* xgettext:no-c-format */
    N_ ("An acceptable support needs a person of the roll"),
    /* xgettext:no-c-format */
    N_ ("Match it first") },
  { "AP405",
    /* xgettext:no-c-format */
    N_ ("A person of the roll and a citizen key go together"),
    /* xgettext:no-c-format */
    N_ ("Give both or none") },
  { "AP406",
    /* xgettext:no-c-format */
    N_ ("There is no person %1$s in the roll"),
    /* xgettext:no-c-format */
    N_ ("Match it again") },
  { "AP407",
    /* xgettext:no-c-format */
    N_ ("The findings are not a list of codes"),
    /* xgettext:no-c-format */
    N_ ("Send [{\"code\": …}, …]") },
  { "AP408",
    /* xgettext:no-c-format */
    N_ ("There is no support %1$s"),
    /* xgettext:no-c-format */
    N_ ("Look the folio up again") },
  { "AP409",
    /* xgettext:no-c-format */
    N_ ("The demarcation of support %1$s cannot be changed by two commands at once"),
    /* xgettext:no-c-format */
    N_ ("Try again") },
  { "AP410",
    /* xgettext:no-c-format */
    N_ ("The examination of support %1$s is not complete"),
    /* xgettext:no-c-format */
    N_ ("Send its tree and its sealed inputs") },
  { "AP411",
    /* xgettext:no-c-format */
    N_ ("No validator has examined support %1$s"),
    /* xgettext:no-c-format */
    N_ ("Wait until it is validated") },
  { "AP412",
    /* xgettext:no-c-format */
    N_ ("The hashes of the pictures of support %1$s cannot be kept"),
    /* xgettext:no-c-format */
    N_ ("Send 16 hexadecimal digits each") },
  { "AP501",
    /* xgettext:no-c-format */
    N_ ("Another ledger leads"),
    /* xgettext:no-c-format */
    N_ ("Wait until it ends") },
  { "AP502",
    /* xgettext:no-c-format */
    N_ ("The tree of process %1$s has size %2$s, not %3$s"),
    /* xgettext:no-c-format */
    N_ ("Read the tree again") },
  { "AP503",
    /* xgettext:no-c-format */
    N_ ("Piece %2$s of the tiles of process %1$s does not follow what is stored"),
    /* xgettext:no-c-format */
    N_ ("Read the tree again") },
  { "AP504",
    /* xgettext:no-c-format */
    N_ ("Process %1$s has already a checkpoint of size %2$s with another root"),
    /* xgettext:no-c-format */
    N_ ("Stop the ledger and compare the tree with the log") },
  { "AP601",
    /* xgettext:no-c-format */
    N_ ("The account name %1$s cannot be used"),
    /* xgettext:no-c-format */
    N_ ("Use 2 to 31 small letters, digits and _, and none of the system's names") },
  { "AP602",
    /* xgettext:no-c-format */
    N_ ("This is no SCRAM-SHA-256 verifier"),
    /* xgettext:no-c-format */
    N_ ("Have the program make one from the password") },
  { "AP603",
    /* xgettext:no-c-format */
    N_ ("There is nobody called %1$s on the staff"),
    /* xgettext:no-c-format */
    N_ ("Choose somebody else") },
  { "AP604",
    /* xgettext:no-c-format */
    N_ ("Nobody administers their own account"),
    /* xgettext:no-c-format */
    N_ ("Ask another supervisor") },
  { "AP605",
    /* xgettext:no-c-format */
    N_ ("Your own scope does not hold this one"),
    /* xgettext:no-c-format */
    N_ ("Ask a supervisor of wider scope") },
  { "AP606",
    /* xgettext:no-c-format */
    N_ ("The account name %1$s is taken"),
    /* xgettext:no-c-format */
    N_ ("Choose another") },
  { "AP607",
    /* xgettext:no-c-format */
    N_ ("There is a supervisor already"),
    /* xgettext:no-c-format */
    N_ ("Ask them to add the account") },
  { "AP608",
    /* xgettext:no-c-format */
    N_ ("The account %1$s is disabled already"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP609",
    /* xgettext:no-c-format */
    N_ ("The account %1$s is active already"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP610",
    /* xgettext:no-c-format */
    N_ ("There is no group %1$s that staff may belong to"),
    /* xgettext:no-c-format */
    N_ ("Choose one of the seven groups") },
  { "AP611",
    /* xgettext:no-c-format */
    N_ ("Nobody may hold %1$s together with %2$s"),
    /* xgettext:no-c-format */
    N_ ("Take the other group away first") },
  { "AP612",
    /* xgettext:no-c-format */
    N_ ("A scope is a process or an entity"),
    /* xgettext:no-c-format */
    N_ ("Grant two scopes") },
  { "AP613",
    /* xgettext:no-c-format */
    N_ ("There is no entity %1$s"),
    /* xgettext:no-c-format */
    N_ ("Use its number, 01 to 32") },
  { "AP614",
    /* xgettext:no-c-format */
    N_ ("There is no scope %1$s that could be ended"),
    /* xgettext:no-c-format */
    N_ ("Choose another") },
  { "AP701",
    /* xgettext:no-c-format */
    N_ ("There is no act of two people called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose another") },
  { "AP702",
    /* xgettext:no-c-format */
    N_ ("The act %1$s takes no details"),
    /* xgettext:no-c-format */
    N_ ("Leave them out") },
  { "AP703",
    /* xgettext:no-c-format */
    N_ ("Proposal %1$s for the same already waits for a second signature"),
    /* xgettext:no-c-format */
    N_ ("Have it signed or refused first") },
  { "AP704",
    /* xgettext:no-c-format */
    N_ ("There is no proposal %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose another") },
  { "AP705",
    /* xgettext:no-c-format */
    N_ ("Proposal %1$s is %2$s already"),
    /* xgettext:no-c-format */
    N_ ("Look at how it ended") },
  { "AP706",
    /* xgettext:no-c-format */
    N_ ("Proposal %1$s is not what you were shown"),
    /* xgettext:no-c-format */
    N_ ("Read its plan again") },
  { "AP707",
    /* xgettext:no-c-format */
    N_ ("You have signed proposal %1$s already"),
    /* xgettext:no-c-format */
    N_ ("Somebody else signs it second") },
  { "AP801",
    /* xgettext:no-c-format */
    N_ ("There is no support %1$s in your scope"),
    /* xgettext:no-c-format */
    N_ ("Look the folio up again") },
  { "AP802",
    /* xgettext:no-c-format */
    N_ ("You may not open evidence for the purpose %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose the purpose of your own work") },
  { "AP803",
    /* xgettext:no-c-format */
    N_ ("A support has no evidence called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Choose among front, back, selfie, signature and data") },
  { "AP804",
    /* xgettext:no-c-format */
    N_ ("The ticket is not valid"),
    /* xgettext:no-c-format */
    N_ ("Open another one") },
  { "AP806",
    /* xgettext:no-c-format */
    N_ ("Too many tickets were opened in the last minute"),
    /* xgettext:no-c-format */
    N_ ("Wait a minute") },
  { "AP807",
    /* xgettext:no-c-format */
    N_ ("The service cannot be reached at %1$s"),
    /* xgettext:no-c-format */
    N_ ("Give an https address, or one of this machine") },
  { "AP811",
    /* xgettext:no-c-format */
    N_ ("There is no flag called %1$s"),
    /* xgettext:no-c-format */
    N_ ("Use vista or resguardo") },
  { "AP812",
    /* xgettext:no-c-format */
    N_ ("Support %1$s has the flag %2$s already"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP813",
    /* xgettext:no-c-format */
    N_ ("Support %1$s does not have the flag %2$s"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP814",
    /* xgettext:no-c-format */
    N_ ("Who sets the flag %1$s does not lift it"),
    /* xgettext:no-c-format */
    N_ ("Somebody else lifts it") },
  { "AP815",
    /* xgettext:no-c-format */
    N_ ("Support %1$s waits for nothing: it is decided"),
    /* xgettext:no-c-format */
    N_ ("Nothing needs to be done") },
  { "AP816",
    /* xgettext:no-c-format */
    N_ ("None of this work of process %1$s is stuck"),
    /* xgettext:no-c-format */
    N_ ("List what is stuck again") },
  { "AP817",
    /* xgettext:no-c-format */
    N_ ("The list of stuck work cannot be taken"),
    /* xgettext:no-c-format */
    N_ ("Give a reason and up to %1$s supports") },
  { NULL, NULL, NULL },
};

const char *const apoyo_refusal_reasons[] = {
  /* xgettext:no-c-format */
  N_ ("goes with status dropped only"),
  /* xgettext:no-c-format */
  N_ ("is an auxiliary of another promovente"),
  /* xgettext:no-c-format */
  N_ ("is an auxiliary of this promovente already"),
  /* xgettext:no-c-format */
  N_ ("is before the process opens"),
  /* xgettext:no-c-format */
  N_ ("is empty"),
  /* xgettext:no-c-format */
  N_ ("is in the file more than once"),
  /* xgettext:no-c-format */
  N_ ("is not a clave de elector"),
  /* xgettext:no-c-format */
  N_ ("is not a demarcation"),
  /* xgettext:no-c-format */
  N_ ("is not a demarcation of its level"),
  /* xgettext:no-c-format */
  N_ ("is not a hash"),
  /* xgettext:no-c-format */
  N_ ("is not a level"),
  /* xgettext:no-c-format */
  N_ ("is not a number"),
  /* xgettext:no-c-format */
  N_ ("is not a number from 1 on"),
  /* xgettext:no-c-format */
  N_ ("is not a number from 1 to 99"),
  /* xgettext:no-c-format */
  N_ ("is not a number from 1 to 999"),
  /* xgettext:no-c-format */
  N_ ("is not a number from 1 to 9999"),
  /* xgettext:no-c-format */
  N_ ("is not a promovente who collects"),
  /* xgettext:no-c-format */
  N_ ("is not a time (YYYY-MM-DD hh:mm)"),
  /* xgettext:no-c-format */
  N_ ("is not a year"),
  /* xgettext:no-c-format */
  N_ ("is not active, not_on_list or dropped"),
  /* xgettext:no-c-format */
  N_ ("is not after the beginning"),
  /* xgettext:no-c-format */
  N_ ("is not four digits"),
  /* xgettext:no-c-format */
  N_ ("is not hexadecimal"),
  /* xgettext:no-c-format */
  N_ ("is not in the file"),
  /* xgettext:no-c-format */
  N_ ("is not in the geography"),
  /* xgettext:no-c-format */
  N_ ("is not in the geography of the process"),
  /* xgettext:no-c-format */
  N_ ("is not in the nominal list"),
  /* xgettext:no-c-format */
  N_ ("is not of the level that the rule says"),
  /* xgettext:no-c-format */
  N_ ("is not one of 01 to 32"),
  /* xgettext:no-c-format */
  N_ ("is not one of 1 to 5"),
  /* xgettext:no-c-format */
  N_ ("is not one of death, rights_suspended, expired, duplicate_in_roll, procedure_cancelled, irregular_data, irregular_address, identity_usurped, nationality_renounced, apocryphal_document, court_ruling, other"),
  /* xgettext:no-c-format */
  N_ ("is not the date of the import"),
  /* xgettext:no-c-format */
  N_ ("is not three digits"),
  /* xgettext:no-c-format */
  N_ ("is not three digits after those of the entity"),
  /* xgettext:no-c-format */
  N_ ("is not what line %1$s says"),
  /* xgettext:no-c-format */
  N_ ("is of nobody in the roll"),
  /* xgettext:no-c-format */
  N_ ("is outside the scope of the process"),
  /* xgettext:no-c-format */
  N_ ("is registered already"),
  /* xgettext:no-c-format */
  N_ ("is smaller than the nominal list"),
  /* xgettext:no-c-format */
  N_ ("is that of another municipality"),
  /* xgettext:no-c-format */
  N_ ("is that of line %1$s"),
  /* xgettext:no-c-format */
  N_ ("repeats that of line %1$s"),
  /* xgettext:no-c-format */
  N_ ("repeats the person of line %1$s"),
  NULL,
};
