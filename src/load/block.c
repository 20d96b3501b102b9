#include "load/block.h"

#include "base/file.h"
#include "base/memory.h"
#include "parse/front_matter.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "read/fields.h"
#include "read/structure.h"

/* What the front matter says must be what includes say, which is the file's name. */
static void check_key(struct shared_block *block)
{
	size_t at = text_find_byte(block->key, '@', 0);
	struct text name = text_slice(block->key, 0, at), edition = TEXT("");

	if (at == TEXT_NOT_FOUND) {
		findings_add(&block->findings, CHECK_BAD_VALUE, block->block.place,
			     "the name of this shared block's file has no @" WHY "no policy could include it" FIX
			     "name the file <block>@<edition>.md");
		return;
	}
	edition = text_slice(block->key, at + 1, block->key.length);
	if (block->block.text.length > 0 && !text_equal(block->block.text, name))
		findings_add(&block->findings, CHECK_BAD_VALUE, block->block.place,
			     "the block calls itself \"%.*s\", and its file \"%.*s\"" WHY
			     "policies include it by its file's name" FIX "make the two the same",
			     TEXT_ARGUMENTS(block->block.text), TEXT_ARGUMENTS(name));
	if (block->edition.text.length > 0 && !text_equal(block->edition.text, edition))
		findings_add(&block->findings, CHECK_BAD_VALUE, block->edition.place,
			     "the block says edition \"%.*s\", and its file's name \"%.*s\"" WHY
			     "policies include it by its file's name" FIX "make the two the same",
			     TEXT_ARGUMENTS(block->edition.text), TEXT_ARGUMENTS(edition));
}

static void read_body(struct shared_block *block, size_t begin)
{
	const struct source *source = &block->source;

	if (!markdown_is_bounded(source, begin, source->bytes.length, &block->findings))
		return;
	block->body = markdown_read(&block->arena, source, begin, source->bytes.length, &block->findings);
	structure_find_includes(&block->arena, block->body, &block->findings);
	block->is_readable = true;
}

static struct shared_block *block_of_file(const char *path, struct text bytes)
{
	struct shared_block *block = memory_allocate(sizeof *block);
	struct text name = path_base_name(text_of(path));

	source_init(&block->source, &block->arena, arena_string(&block->arena, text_of(path)),
		    arena_copy(&block->arena, bytes));
	if (text_ends(name, TEXT(".md")))
		name.length -= 3;
	block->key = arena_copy(&block->arena, name);
	findings_init(&block->findings, &block->arena, block->key);
	block->body = node_new(&block->arena, NODE_BODY, place_of(&block->source, 0, bytes.length));
	return block;
}

struct shared_block *block_unreadable(const char *path, enum check check, const char *reason)
{
	struct shared_block *block = block_of_file(path, TEXT(""));

	findings_add(&block->findings, check, place_of(&block->source, 0, 0), "%s", reason);
	return block;
}

struct shared_block *block_read(const char *path, struct text bytes)
{
	struct shared_block *block = block_of_file(path, bytes);

	if (!bytes_are_safe(&block->source, &block->findings))
		return block;
	struct front_matter front = front_matter_read(&block->arena, &block->source, &block->findings);
	if (place_is_set(front.place)) {
		fields_read(&block->arena, &block->source, front.map, &shared_block_fields, block, NULL,
			    &block->findings);
		check_key(block);
	}
	read_body(block, front.body);
	return block;
}
