/* `policyc explain`: what a check is for, and parts of the manual. */
#include "cli/command.h"

int command_explain(const struct settings *settings)
{
	struct buffer out = BUFFER_EMPTY;
	int status = STATUS_FINE;
	if (settings->shows_manual)
		return print_manual_part(settings->manual_part, settings->commands);
	if (settings->shows_all) {
		for (int i = 0; i < CHECK_COUNT; i++) {
			if (i)
				buffer_append_string(&out, "\n\n");
			check_print_explanation((enum check)i, &out);
		}
		status = print_out(buffer_text(&out));
	} else {
		enum check check;
		if (check_find(text_of(settings->arguments[0]), &check)) {
			check_print_explanation(check, &out);
			status = print_out(buffer_text(&out));
		} else {
			const char *nearest = check_nearest(text_of(settings->arguments[0]));
			complain(nearest ? "there is no check \"%s\"; did you mean \"%s\"?"
					 : "there is no check \"%s\"; `policyc explain --all` shows every one",
				 settings->arguments[0], nearest);
			status = STATUS_USAGE;
		}
	}
	buffer_release(&out);
	return status;
}
