/* A shared block: read, then included by a policy, beside one that includes it in its turn. */
#include <stdlib.h>

#include "load/block.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char user_of_block[] =
	"---\nref: CMICB_Clin900\ntitle: Sample\nprofile: cm-2024\ncategory: \"2\"\nstatus: ratified\nversion: "
	"\"1.0\"\n"
	"date_ratified: 2025-05\ndate_published: 2025-06-01\n---\n\n{{include tried@1}}\n\n## Policy statement\n\n"
	"{{include tried@1}}\n\n## Exclusions {bullets}\n\n{{include around@1}}\n\n### More {paragraphs}\n\n"
	"{{include tried@1}}\n\n## Clinical Coding\n\n1. Clause\n\n{{include tried@1}}\n\n1. Clause\n";
static const char around[] =
	"---\nblock: around\nedition: \"1\"\ntitle: Around\n---\n\n1. Before\n\n{{include tried@1}}\n\n"
	"1. After\n";

static void block_free(struct shared_block *block)
{
	arena_release(&block->arena);
	free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct text source = {(const char *)bytes, size};
	struct shared_block *blocks[2];

	trial_begin(&trial);
	blocks[0] = block_read("policies/shared/around@1.md", text_of(around));
	blocks[1] = block_read("policies/shared/tried@1.md", source);
	promise_findings(&blocks[1]->findings);
	promise_nodes(blocks[1]->body);
	trial.blocks = blocks;
	trial.check_tables = NULL;
	trial.block_count = 2;
	trial.block_of_key = (struct map)MAP_EMPTY;
	for (size_t i = 0; i < trial.block_count; i++)
		map_set(&trial.block_of_key, blocks[i]->key, blocks[i]);
	trial_add(&trial, "policies/CMICB_Clin900.md", text_of(user_of_block), false);
	trial_run(&trial);
	map_release(&trial.block_of_key);
	trial_end(&trial);
	block_free(blocks[0]);
	block_free(blocks[1]);
	return 0;
}
