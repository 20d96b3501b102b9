/* Publishing as one step: a new site is made whole in a folder beside the target, then the two change places. Whatever
 * ends the program on the way, a failure of power too, leaves the old site or the new one: the new one is on the disk
 * before the two change places, and the change is there before the old one is removed.
 *
 * Beside the folder "public" stand, while a build runs: ".public.lock", and ".public.policyc-staging", which a killed
 * build leaves behind and the next one removes. */
#ifndef POLICYC_PUBLISH_STAGE_H
#define POLICYC_PUBLISH_STAGE_H

#include <pthread.h>

#include "base/buffer.h"
#include "publish/lock.h"
#include "publish/manifest.h"
#include "publish/target.h"

/* Takes the files of a site that is looked at and not published: from any thread, and each path once. */
struct stage_taker {
	void (*take)(void *context, const char *path, struct text bytes);
	void *context;
};

struct stage {
	struct arena arena; /* paths and messages */
	struct target target;
	struct lock lock;
	const char *staging;      /* NULL: not made, or gone */
	int staging_fd;           /* the same, open from before anything was written to it; -1: not made */
	bool no_sync;             /* after stage_open: leave it to the system when the disk gets what was written */
	struct manifest ours;     /* the files that stand in the target because policyc published them */
	struct manifest next;     /* the files added */
	struct fault fault;       /* in `arena` */
	bool is_damaged;          /* the target's manifest was cut short; see stage_publish */
	size_t mended;            /* files of ours in the target that were missing or changed, and are made anew */
	size_t kept;              /* files in a damaged target that may be ours or not, and stay */
	struct stage_taker taker; /* of stage_open_taken; else without `take` */
	pthread_mutex_t mutex;    /* held over what stage_add writes to: arena, next, fault, mended */
};

/* Finds the target for the project in folder `root`, takes its lock, reads its manifest, removes what a killed build
 * left, and makes the staging folder. False, and stage->fault, where that can't be done or where the target is no
 * folder for a site of ours: one that holds something, but no manifest, or what can't be told to be one. Ended by
 * stage_release in either case. */
bool stage_open(struct stage *stage, const char *root, const char *target);
/* A stage whose files nobody writes: each is given to the taker in place of that, and the manifest last, by
 * stage_publish. There is no target. */
void stage_open_taken(struct stage *stage, const struct stage_taker *taker);
/* Adds a file of the new site, from any thread; `path` is from the site's root and plain (manifest_path_is_plain). A
 * file with the same bytes in the target is linked, so that it keeps its time and takes no room. False, and
 * stage->fault, for a path that is there already or where it can't be written. */
bool stage_add(struct stage *stage, const char *path, struct text bytes);
/* The same for a file that is too long to be held at once: `append` appends piece after piece, numbered from 0, to an
 * empty buffer, and gives false after the last. */
bool stage_add_pieces(struct stage *stage, const char *path,
		      bool (*append)(void *context, size_t piece, struct buffer *out), void *context);
/* Adds a file with the bytes of one that was added already, of which it is a link. From one thread. */
bool stage_add_copy(struct stage *stage, const char *path, const struct manifest_file *of);
/* Has anything failed yet? Then adding more is of no use. */
bool stage_has_failed(struct stage *stage);
/* Adds the manifest, carries over what stands in the target and is not ours, and puts the new site in its place. Of the
 * target's files only those that its manifest names are removed. `*was_exchanged`: in one step, and not file by file,
 * as is done where the system can't exchange. False, and stage->fault: the target is as it was (of a file by file
 * replacement that failed half-way, the message says that it isn't).
 *
 * In a damaged target, what has the name of a file of the new site is taken for the old one's, and everything else is
 * kept. Where nothing of its manifest can be read, most of the new site's names must be there, else it is refused. */
bool stage_publish(struct stage *stage, bool *was_exchanged);
/* Removes the old site, once the new one stands in its place. False, and `*why` in the stage's arena, where something
 * of it stays: the new site is published all the same. */
bool stage_remove_old(struct stage *stage, struct text *why);
/* Removes what was staged and not published, gives the lock back, and releases the memory. */
void stage_release(struct stage *stage);

#endif
