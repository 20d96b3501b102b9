#include "parse/web_address.h"

#include "base/file.h"

bool web_address_is_whole(struct text address)
{
	size_t colon = text_find_byte(address, ':', 0);
	if (colon == TEXT_NOT_FOUND || colon == 0 || !is_ascii_letter(address.bytes[0]))
		return false;
	for (size_t i = 0; i < colon; i++)
		if (!is_ascii_letter(address.bytes[i]) && !is_ascii_digit(address.bytes[i]) &&
		    !memchr("+-.", address.bytes[i], 3))
			return false;
	return true;
}

/* Where the path of an address ends. */
static size_t path_end(struct text address)
{
	size_t end = 0;
	while (end < address.length && address.bytes[end] != '#' && address.bytes[end] != '?')
		end++;
	return end;
}

struct text web_address_of_folder(struct arena *arena, struct text address)
{
	static const struct text index = TEXT_INIT("/index.html");
	size_t end = path_end(address);
	if (!text_ends(text_slice(address, 0, end), index))
		return address;
	return ARENA_JOIN(arena, text_slice(address, 0, end - index.length + 1),
			  text_slice(address, end, address.length));
}

/* "../a/" from the page's folder, its dots resolved by name. */
static struct text from_page(struct arena *arena, const struct web_reading *reading, struct text path)
{
	size_t folder = reading->address.length;
	while (folder > 0 && reading->address.bytes[folder - 1] != '/')
		folder--;
	struct text whole = ARENA_JOIN(arena, text_slice(reading->address, 0, folder), path);
	bool is_folder = !whole.length || text_ends(whole, TEXT("/")) || text_ends(whole, TEXT("/.")) ||
			 text_ends(whole, TEXT("/..")) || text_is(path, ".") || text_is(path, "..");
	struct text plain = text_of(path_normalise(arena, whole.length ? arena_string(arena, whole) : "."));
	if (text_is(plain, "."))
		return TEXT("/");
	return ARENA_JOIN(arena, TEXT("/"), plain, is_folder && !text_ends(plain, TEXT("/")) ? TEXT("/") : TEXT(""));
}

struct text web_address_resolve(struct arena *arena, const struct web_reading *reading, struct text address)
{
	address = text_trim(address);
	if (reading->base.length && text_begins(address, reading->base))
		return web_address_of_folder(
			arena, ARENA_JOIN(arena, TEXT("/"), text_slice(address, reading->base.length, address.length)));
	if (web_address_is_whole(address) || text_begins(address, TEXT("//")))
		return address;
	if (text_begins(address, TEXT("/")))
		return web_address_of_folder(arena, address);
	size_t end = path_end(address);
	struct text path = end ? from_page(arena, reading, text_slice(address, 0, end))
			       : ARENA_JOIN(arena, TEXT("/"), reading->address);
	return web_address_of_folder(arena, ARENA_JOIN(arena, path, text_slice(address, end, address.length)));
}

struct text web_address_of_file(struct arena *arena, const struct web_reading *reading, struct text address)
{
	static const struct text added = TEXT_INIT(".download"); /* by browsers, to the names of scripts */
	struct text resolved = web_address_resolve(arena, reading, address);
	if (!text_begins(resolved, TEXT("/")) || text_begins(resolved, TEXT("//")))
		return resolved;
	struct text name = path_base_name(text_slice(resolved, 0, path_end(resolved)));
	return text_ends(name, added) ? text_slice(name, 0, name.length - added.length) : name;
}

struct text web_copy_base(struct arena *arena, const struct web_copy *page, const struct web_reading *reading,
			  const struct web_copy *copy)
{
	for (size_t i = 0; i < page->link_count && i < copy->link_count; i++) {
		struct text end = web_address_resolve(arena, reading, page->links[i]);
		struct text whole = web_address_of_folder(arena, copy->links[i]);
		if (!text_begins(end, TEXT("/")) || end.length < 2 || !web_address_is_whole(whole) ||
		    !text_ends(whole, end))
			continue;
		return arena_copy(arena, text_slice(whole, 0, whole.length - end.length + 1));
	}
	return TEXT("");
}
