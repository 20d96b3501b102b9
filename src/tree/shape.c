#include "tree/shape.h"

#include "tree/node.h"

bool member_is_text(const struct member *member)
{
	return member->type <= MEMBER_ADDRESS;
}

struct text member_text(const struct member *member, const void *object, const struct site *site)
{
	return member->text ? member->text(object, site) : *MEMBER_AT(object, member, struct text);
}

struct text member_choice(const struct member *member, const void *object)
{
	unsigned value = member->choice ? member->choice(object) : *MEMBER_AT(object, member, unsigned);
	return text_of(member->choices->names[value]);
}

size_t member_count(const struct member *member, const void *object)
{
	return *(const size_t *)(const void *)((const char *)object + member->count);
}

bool member_is_there(const struct member *member, const void *object, const struct site *site)
{
	if (member->is_there)
		return member->is_there(object);
	if (member->flags & MEMBER_ALWAYS)
		return true;
	if (member_is_text(member))
		return member_text(member, object, site).length > 0;
	if (member->type == MEMBER_POINTED || member->type == MEMBER_VALUE)
		return member->json || *MEMBER_AT(object, member, void *) != NULL;
	return member->type != MEMBER_WHOLE || *MEMBER_AT(object, member, uint32_t) != 0;
}

/* The shortest digits that read back the same, as JSON has them. */
static void append_number(struct buffer *out, double value)
{
	struct json_writer json;
	json_write_begin(&json, out, false);
	json_write_number(&json, value);
	json_write_end(&json);
}

static void append_ids(struct buffer *out, const struct member *member, const void *object)
{
	const struct text *ids = *MEMBER_AT(object, member, struct text *);
	for (size_t i = 0; i < member_count(member, object); i++) {
		if (i)
			buffer_append_byte(out, ' ');
		buffer_append(out, ids[i]);
	}
}

struct text member_words(const struct member *member, const void *object, const struct site *site,
			 struct buffer *scratch)
{
	if (!member_is_there(member, object, site))
		return TEXT("");
	buffer_clear(scratch);
	switch (member->type) {
	case MEMBER_TEXT:
	case MEMBER_ID:
	case MEMBER_NUMBERING:
	case MEMBER_ADDRESS:
		return member_text(member, object, site);
	case MEMBER_CHOICE:
		return member_choice(member, object);
	case MEMBER_CONSTANT:
		return text_of(member->constant);
	case MEMBER_TRUTH:
		return text_of(choice_lists[CHOICES_TRUTH].names[*MEMBER_AT(object, member, bool)]);
	case MEMBER_OPEN:
		return text_of(choice_lists[CHOICES_OPEN].names[*MEMBER_AT(object, member, enum truth)]);
	case MEMBER_WHOLE:
		buffer_append_format(scratch, "%u", *MEMBER_AT(object, member, uint32_t));
		break;
	case MEMBER_NUMBER:
		append_number(scratch, *MEMBER_AT(object, member, double));
		break;
	case MEMBER_IDS:
		append_ids(scratch, member, object);
		break;
	default:
		break;
	}
	return buffer_text(scratch);
}
