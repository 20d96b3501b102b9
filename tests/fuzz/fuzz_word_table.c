/* The tables of words that an organisation keeps, and its list of words: the input is each of them, and a policy is
 * checked with it. */
#include "load/site_words.h"
#include "load/word_table.h"
#include "trial.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The rows that are used have what their form asks for, and stand where they say. */
static void promise_table(const struct word_table *table, const struct word_table_form *form)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct word_row *row = &table->rows[i];
		promise(row->place.source == table->source && place_text(row->place).length > 0,
			"a row without a place");
		for (size_t j = 0; j < form->column_count; j++) {
			struct text_value cell = row->cells[j];
			promise(cell.text.length > 0 || !form->columns[j].is_required, "a row of %s without its %s",
				form->file, form->columns[j].name);
			promise(cell.place.source == NULL || text_equal(place_text(cell.place), cell.text),
				"“%.*s” stands where the file has “%.*s”", TEXT_ARGUMENTS(cell.text),
				TEXT_ARGUMENTS(place_text(cell.place)));
		}
	}
}

static void promise_words_list(const struct map *words)
{
	for (size_t i = 0; i < words->count; i++)
		promise_characters(words->entries[i].key, "a word");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct suite trial;
	struct source source;

	trial_begin(&trial);
	source_init(&source, &trial.arena, "templates/profiles/words.tsv",
		    arena_copy(&trial.arena, (struct text){(const char *)bytes, size}));
	for (size_t i = 0; i < WORD_TABLE_COUNT; i++) {
		trial.word_tables[i] = word_table_read(&trial, &source, &word_table_forms[i]);
		if (trial.word_tables[i] != NULL)
			promise_table(trial.word_tables[i], &word_table_forms[i]);
	}
	trial.words = (struct map)MAP_EMPTY;
	trial.check_tables = NULL;
	site_words_read(&trial, &source);
	promise_words_list(&trial.words);
	trial_run_sample(&trial);
	map_release(&trial.words);
	trial_end(&trial);
	return 0;
}
