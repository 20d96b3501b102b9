#include "../unit/diff_apply.h"
#include "../unit/json_values.h"
#include "base/json_writer.h"
#include "diff/block_values.h"
#include "diff/diff.h"
#include "promises.h"
#include "tree/field_values.h"
#include "write/diff.h"

/* As JSON has it: without what is no UTF-8, and with numbers as it writes them. */
static const struct value *plain_of(struct arena *arena, const struct policy *policy)
{
	struct buffer out = BUFFER_EMPTY;
	struct json_writer json;

	json_write_begin(&json, &out, false);
	json_write_value(&json, plain_policy(arena, policy));
	json_write_end(&json);
	const struct value *plain = value_of_json_text(arena, buffer_text(&out));
	buffer_release(&out);
	return plain;
}

static void try_writers(struct arena *arena, const struct diff_pair *pair)
{
	struct buffer out = BUFFER_EMPTY;

	write_diff_text(&out, pair, false);
	promise_characters(buffer_text(&out), "the text of a difference");
	buffer_clear(&out);
	write_diff_html(
		&out, pair,
		&(struct diff_html_options){.old_page = "../../policies/old/", .new_page = "../../policies/new/"});
	promise_html(buffer_text(&out));
	buffer_clear(&out);
	write_diff_json(&out, pair, "../");
	promise_json(buffer_text(&out), "diff.json");
	const struct value *json = value_of_json_text(arena, buffer_text(&out));
	const struct value *wanted = plain_of(arena, pair->new.policy);
	const struct value *made = diff_apply(arena, plain_of(arena, pair->old.policy), json);
	promise(made && value_equal(made, wanted), "applying the difference to the old gives the new");
	buffer_release(&out);
}

static size_t count_op(const struct difference *difference, enum change_op op)
{
	size_t count = 0;

	for (size_t i = 0; i < difference->count; i++)
		count += difference->changes[i].op == op;
	return count;
}

void promise_difference(const struct policy *old, const struct policy *new)
{
	struct arena arena = ARENA_EMPTY;
	struct diff_pair there = {{old, "old"}, {new, "new"}, diff_policies(&arena, old, new), true};
	struct diff_pair back = {{new, "new"}, {old, "old"}, diff_policies(&arena, new, old), true};

	try_writers(&arena, &there);
	try_writers(&arena, &back);
	promise(count_op(there.difference, OP_ADDED) == count_op(back.difference, OP_REMOVED) &&
			count_op(there.difference, OP_REMOVED) == count_op(back.difference, OP_ADDED),
		"swapping the two swaps additions and removals");
	promise(diff_policies(&arena, old, old)->count == 0, "nothing differs from itself");
	arena_release(&arena);
}
