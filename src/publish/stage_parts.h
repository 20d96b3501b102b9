/* What the files of the stage share: stage.c (opening, adding), stage_publish.c (exchanging), stage_replace.c (where
 * that can't be). */
#ifndef POLICYC_PUBLISH_STAGE_PARTS_H
#define POLICYC_PUBLISH_STAGE_PARTS_H

#include "publish/folder_tree.h"
#include "publish/stage.h"

/* In the target, while its files are replaced one by one: the new files, and a manifest of all that may be found there
 * when that was ended half-way. */
#define REPLACING_NAME ".policyc-replacing"

/* stage.c */

/* Paths in the stage's arena; not for several threads. */
const char *stage_path(struct stage *stage, const char *path);  /* in the staging folder */
const char *target_path(struct stage *stage, const char *path); /* in the target */
/* The folders above a file, made where they are missing. */
int make_folders_above(struct arena *arena, const char *path);

/* stage_publish.c */

/* Brings all that was written to the file system of an open folder to the disk, unless that isn't wanted. False, and
 * the fault, where the system says that something was lost. */
bool stage_synchronise(struct stage *stage, int folder);

/* Does this stand in the target without being policyc's? */
bool is_foreign(const struct stage *stage, const struct tree_item *item);

/* stage_replace.c */

/* Puts the files of the staging folder into the target one by one, the manifest last. `tree`: what stands there. */
bool stage_replace(struct stage *stage, const struct folder_tree *tree);

#endif
