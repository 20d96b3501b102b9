#include "tree/asset.h"

#include <errno.h>

#include "base/file.h"

struct text asset_name(struct arena *arena, struct text path)
{
	static const struct text folder = TEXT_INIT(ASSETS_FOLDER "/");
	if (!path.length)
		return (struct text){NULL, 0};
	path = text_of(path_normalise(arena, arena_string(arena, path)));
	if (!text_begins(path, folder))
		return (struct text){NULL, 0};
	return text_slice(path, folder.length, path.length);
}

enum asset_state asset_look(struct arena *arena, const char *root, struct text path)
{
	struct text name = asset_name(arena, path);
	if (text_begins(path, TEXT("/")) || path_climbs_out(path))
		return ASSET_LEADS_OUT;
	if (!name.bytes)
		return ASSET_IS_ELSEWHERE;
	int error = file_look_inside(path_join(arena, root, ASSETS_FOLDER), arena_string(arena, name));
	return !error ? ASSET_IS_FINE : error == EXDEV ? ASSET_LEADS_OUT : ASSET_IS_MISSING;
}
