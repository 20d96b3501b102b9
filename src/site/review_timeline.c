/* reviews/timeline.svg: a bar for what is overdue, and one for each quarter to come. */
#include "base/xml_writer.h"
#include "site/page_values.h"
#include "site/review_parts.h"

#define QUARTERS_DRAWN_MOST 40 /* ten years; what is due later is one bar */

/* Sizes in the picture's own units: it is as wide as a telephone's screen, and drawn larger where there is room. */
#define PICTURE_WIDTH 340
#define ROW_HEIGHT    24
#define LABEL_LEFT    8
#define BAR_LEFT      112
#define BAR_MOST      184

struct bar {
	struct text label;
	size_t count;
	bool is_overdue;
};
struct bars {
	ARRAY_OF(struct bar) items;
	size_t most;
};

static void add_bar(struct bars *bars, struct text label, size_t count, bool is_overdue)
{
	*ARRAY_ADD(&bars->items) = (struct bar){label, count, is_overdue};
	if (count > bars->most)
		bars->most = count;
}

/* "Jan–Mar 2027" */
static struct text short_words(struct arena *arena, int32_t quarter)
{
	static const char *const names[] = {"Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"};
	return arena_format(arena, "%s %d", names[quarter % 4], (int)(quarter / 4));
}

/* What is overdue, each quarter from this one to the last in which something is due, and all that is later. */
static struct bars bars_of(struct arena *arena, const struct reviews *reviews, struct date today)
{
	size_t counts[QUARTERS_DRAWN_MOST] = {0}, later = 0, drawn = 0;
	struct bars bars = {0};
	for (size_t i = 0; i < reviews->count; i++) {
		if (!review_is_to_come(&reviews->items[i]))
			continue;
		size_t quarter = (size_t)(quarter_of(reviews->items[i].due) - quarter_of(today));
		if (quarter >= QUARTERS_DRAWN_MOST) {
			later++;
		} else {
			counts[quarter]++;
			drawn = quarter + 1;
		}
	}
	if (reviews->of_state[REVIEW_OVERDUE])
		add_bar(&bars, TEXT("Overdue"), reviews->of_state[REVIEW_OVERDUE], true);
	for (size_t i = 0; i < drawn; i++)
		add_bar(&bars, short_words(arena, quarter_of(today) + (int32_t)i), counts[i], false);
	if (later)
		add_bar(&bars, TEXT("Later"), later, false);
	return bars;
}

/* What the picture says, for those who don't see it. */
static struct text bars_words(struct arena *arena, const struct bars *bars)
{
	struct buffer words = BUFFER_EMPTY;
	const char *separator = ". ";
	buffer_append_string(&words, "Bar chart of the reviews that are due");
	for (size_t i = 0; i < bars->items.count; i++) {
		const struct bar *bar = &bars->items.items[i];
		if (!bar->count)
			continue;
		buffer_append_format(&words, "%s%.*s: %zu", separator, TEXT_ARGUMENTS(bar->label), bar->count);
		separator = ", ";
	}
	return buffer_keep(&words, arena);
}

static void draw_text(struct xml_writer *svg, int x, int y, bool is_bold, struct text words)
{
	xml_element_begin(svg, "text");
	xml_attribute_format(svg, "x", "%d", x);
	xml_attribute_format(svg, "y", "%d", y);
	if (is_bold)
		xml_attribute_string(svg, "font-weight", "bold");
	xml_text(svg, words);
	xml_element_end(svg);
}

static void draw_rectangle(struct xml_writer *svg, int x, int y, int width, int height, struct text colour)
{
	xml_element_begin(svg, "rect");
	xml_attribute_format(svg, "x", "%d", x);
	xml_attribute_format(svg, "y", "%d", y);
	xml_attribute_format(svg, "width", "%d", width);
	xml_attribute_format(svg, "height", "%d", height);
	xml_attribute(svg, "fill", colour);
	xml_element_end(svg);
}

static void draw_bar(struct xml_writer *svg, struct arena *arena, const struct bars *bars, const struct bar *bar, int y,
		     struct text brand)
{
	draw_text(svg, LABEL_LEFT, y + 17, bar->is_overdue, bar->label);
	draw_rectangle(svg, BAR_LEFT, y, 1, ROW_HEIGHT, TEXT("#aeb7bd"));
	if (!bar->count)
		return;
	int width = 3 + (int)(bar->count * (BAR_MOST - 3) / bars->most);
	draw_rectangle(svg, BAR_LEFT, y + 3, width, ROW_HEIGHT - 6, bar->is_overdue ? TEXT("#d5281b") : brand);
	draw_text(svg, BAR_LEFT + width + 6, y + 17, bar->is_overdue, arena_format(arena, "%zu", bar->count));
}

/* Colours are attributes and no style sheet: the content security policy would refuse that in a picture that is opened
 * by itself. */
static void draw(struct buffer *out, struct arena *arena, const struct bars *bars, struct text words,
		 const struct publication *publication)
{
	struct xml_writer svg;
	int height = (int)(bars->items.count + 1) * ROW_HEIGHT + 8;
	struct text as_at = value_text(date_words(arena, publication->suite->today));
	xml_begin(&svg, out);
	xml_element_begin(&svg, "svg");
	xml_attribute_string(&svg, "xmlns", "http://www.w3.org/2000/svg");
	xml_attribute_format(&svg, "viewBox", "0 0 %d %d", PICTURE_WIDTH, height);
	xml_attribute_string(&svg, "font-family", "Arial, sans-serif");
	xml_attribute_string(&svg, "font-size", "14");
	xml_attribute_string(&svg, "fill", "#212b32");
	xml_element_text(&svg, "title", words);
	draw_rectangle(&svg, 0, 0, PICTURE_WIDTH, height, TEXT("#ffffff"));
	draw_text(&svg, LABEL_LEFT, 17, false, arena_format(arena, "Reviews due, as at %.*s", TEXT_ARGUMENTS(as_at)));
	for (size_t i = 0; i < bars->items.count; i++)
		draw_bar(&svg, arena, bars, &bars->items.items[i], (int)(i + 1) * ROW_HEIGHT,
			 brand_colour(&publication->suite->site->colours));
	xml_element_end(&svg);
	xml_end(&svg);
}

struct text publish_review_timeline(struct publication *publication, struct arena *arena, const struct reviews *reviews)
{
	struct bars bars = bars_of(arena, reviews, publication->suite->today);
	struct text words = TEXT("");
	if (bars.items.count) {
		struct buffer bytes = BUFFER_EMPTY;
		words = bars_words(arena, &bars);
		draw(&bytes, arena, &bars, words, publication);
		stage_add(&publication->stage, "reviews/timeline.svg", buffer_text(&bytes));
		buffer_release(&bytes);
	}
	ARRAY_RELEASE(&bars.items);
	return words;
}
