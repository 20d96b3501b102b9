/* The shared blocks as the checks of shared wording look at them: the passages of every edition in one index, and for
 * each profile the blocks that it expects. Made once for a suite (check/tables.h), then only read. */
#ifndef POLICYC_CHECK_SHARED_WORDING_H
#define POLICYC_CHECK_SHARED_WORDING_H

#include "check/passage_index.h"
#include "tree/profile.h"
#include "tree/suite.h"

/* Where a passage stands; one of the same words may stand in several blocks and editions. */
struct passage_place {
	uint32_t block; /* of wording->blocks */
	struct place place;
	const struct passage_place *next;
};

struct wording_block {
	struct shared_block *block;
	struct text name, edition;    /* of its key */
	struct wording_block *newest; /* the newest edition of that name; may be itself */
	struct wording_block *next;   /* another edition; the first of all is newest->editions */
	struct wording_block *editions;
	struct {
		uint32_t *items; /* numbers of its passages, in order */
		size_t count, capacity;
	} passages;
};

/* A block that a profile expects in a section. */
struct expected_block {
	const struct wording_block *block;
	const struct profile_section *section, *subsection; /* subsection NULL: in the section itself */
};

/* What the policies of a profile are compared with. */
struct expectation {
	const struct profile *profile;
	struct {
		struct expected_block *items;
		size_t count, capacity;
	} blocks;
	struct {
		const struct text_value **items;
		size_t count, capacity;
	} unknown; /* blocks that it names and that are not there */
	/* By block: of a name that the profile expects, or inside such a one; by passage: of such blocks. */
	bool *wanted_blocks, *wanted_passages;
};

struct shared_wording {
	struct arena arena;
	struct wording_block *blocks; /* as in the suite */
	struct map block_of_key;      /* "block@edition" -> struct wording_block */
	struct map block_of_path;     /* its source's path -> struct wording_block */
	size_t block_count;
	struct passage_index *index;
	const struct passage_place **places; /* by passage, in the order of the blocks */
	struct expectation *expectations;
	size_t expectation_count;
};

/* The suite's profiles and blocks must outlive it. */
struct shared_wording *shared_wording_new(const struct suite *suite);
void shared_wording_free(struct shared_wording *wording);
/* What is expected of a profile's policies; NULL where the profile is NULL. */
const struct expectation *shared_wording_of_profile(const struct shared_wording *wording,
						    const struct profile *profile);
/* The block of a name and an edition; NULL where there is none. */
const struct wording_block *shared_wording_edition(const struct shared_wording *wording, struct text name,
						   struct text edition);
/* Is there a newer edition of the block? */
bool is_old_edition(const struct wording_block *block);

#endif
