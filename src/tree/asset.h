/* Files that are published beside the policies: those below site/assets/. */
#ifndef POLICYC_TREE_ASSET_H
#define POLICYC_TREE_ASSET_H

#include "base/arena.h"

#define ASSETS_FOLDER "site/assets"

enum asset_state {
	ASSET_IS_FINE,
	ASSET_IS_ELSEWHERE, /* its name is not that of a file below the folder */
	ASSET_LEADS_OUT,    /* a link on the way leads out of the folder */
	ASSET_IS_MISSING    /* or is no plain file */
};

/* Can the file of that path, from the project folder `root`, be published? */
enum asset_state asset_look(struct arena *arena, const char *root, struct text path);
/* Its name from site/assets/ on; bytes NULL where it is not below it. */
struct text asset_name(struct arena *arena, struct text path);

#endif
