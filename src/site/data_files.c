/* data/ and schema/: the suite for other systems, every published version of it, and what describes that. */
#include "base/memory.h"
#include "site/publication.h"
#include "write/forms.h"

static void add(struct publication *publication, const char *path, struct buffer *bytes)
{
	stage_add(&publication->stage, path, buffer_text(bytes));
	buffer_clear(bytes);
}

struct versions {
	ARRAY_OF(const struct policy *) list;
	const struct edition *edition;
};

/* policies.ndjson has every word of the suite, and is never held as a whole. */
static bool append_line(void *context, size_t line, struct buffer *out)
{
	const struct versions *versions = context;
	if (line >= versions->list.count)
		return false;
	write_json_line(out, versions->list.items[line], versions->edition);
	return true;
}

void publish_data(struct publication *publication)
{
	const struct suite *suite = publication->suite;
	struct edition edition = {.site = suite->site, .suite = suite, .root = "../"};
	struct versions versions = {.edition = &edition};
	struct buffer bytes = BUFFER_EMPTY;
	for (size_t i = 0; i < suite->record_count; i++)
		for (size_t k = 0; k < suite->records[i]->count; k++)
			if (is_published(publication, suite->records[i]->versions[k]))
				*ARRAY_ADD(&versions.list) = suite->records[i]->versions[k];
	write_policies_json(&bytes, versions.list.items, versions.list.count, &edition);
	add(publication, "data/policies.json", &bytes);
	write_policies_csv(&bytes, versions.list.items, versions.list.count);
	add(publication, "data/policies.csv", &bytes);
	write_codes_json(&bytes, versions.list.items, versions.list.count, &edition);
	add(publication, "data/codes.json", &bytes);
	write_codes_csv(&bytes, versions.list.items, versions.list.count, &edition);
	add(publication, "data/codes.csv", &bytes);
	stage_add_pieces(&publication->stage, "data/policies.ndjson", append_line, &versions);
	buffer_release(&bytes);
	ARRAY_RELEASE(&versions.list);
}

void publish_schemas(struct publication *publication)
{
	struct text base_url = publication->suite->site->base_url.text;
	struct buffer bytes = BUFFER_EMPTY;
	for (size_t i = 0; i < SCHEMA_COUNT; i++) {
		schemas[i].write(&bytes, base_url);
		add(publication, schemas[i].path, &bytes);
	}
	buffer_release(&bytes);
}
