/* Which versions are published, and in which folder each has its files. */
#include "site/publication.h"

#include "tree/version.h"

bool is_published(const struct publication *publication, const struct policy *policy)
{
	return policy_is_publishable(policy, publication->suite->today, publication->drafts);
}

struct policy_folder policy_folder(struct arena *arena, const struct publication *publication,
				   const struct policy *policy, bool is_version_page)
{
	struct policy_folder folder = {.edition = {.site = publication->suite->site,
						   .suite = publication->suite,
						   .root = is_version_page ? "../../../../" : "../../",
						   .is_version_page = is_version_page}};
	folder.path = arena_format(arena, "policies/%.*s/", TEXT_ARGUMENTS(policy->slug)).bytes;
	if (is_version_page) {
		struct text slug = version_slug(arena, policy->version.text);
		folder.path = arena_format(arena, "%sversions/%.*s/", folder.path, TEXT_ARGUMENTS(slug)).bytes;
	}
	return folder;
}
