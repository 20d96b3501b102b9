#define _GNU_SOURCE /* memfd_create, getline */
#include "pdf/pdf_renderer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "pdf/pdf_java.h"

extern char **environ;

/* Where Debian has the libraries of Java, and fonts: the one of the text, and one for signs that it has not. */
#define JAVA_LIBRARIES "/usr/share/java"
#define FONTS          "/usr/share/fonts/truetype/liberation2"
#define FONTS_OF_SIGNS "/usr/share/fonts/truetype/dejavu"
#define OWN_FONTS      "site/fonts"
#define HOW_TO_INSTALL "`apt-get install fop fonts-liberation2 fonts-dejavu-core` installs what PDFs need"

static const char *const libraries[] = {"fop",      "batik-all",           "commons-io",  "commons-logging",
					"fontbox2", "xmlgraphics-commons", "xml-apis-ext"};
#define LIBRARY_COUNT ARRAY_COUNT(libraries)

/* The descriptor by which Java reads its program. */
#define SOURCE_DESCRIPTOR 3
/* More would be no PDF of a policy. */
#define FRAME_BYTES_MOST  ((size_t)1024 * 1024 * 1024)

struct renderer {
	struct pdf_document *documents;
	size_t count;
	pid_t pid;
	int to;           /* what Java reads */
	FILE *from;       /* what it answers */
	FILE *complaints; /* what it prints besides */
	pthread_t feeder;
};

/* So that tests can say that there is none. */
static const char *library_folder(void)
{
	const char *folder = getenv("POLICYC_JAVA_LIBRARIES");
	return folder && *folder ? folder : JAVA_LIBRARIES;
}

static const char *find_java(struct arena *arena)
{
	const char *home = getenv("JAVA_HOME"), *path = getenv("PATH");
	if (home && *home) {
		const char *java = path_join(arena, home, "bin/java");
		if (access(java, X_OK) == 0)
			return java;
	}
	struct text rest = text_of(path ? path : "/usr/bin:/bin"), folder;
	while (text_split(&rest, ':', &folder)) {
		const char *java = path_join(arena, folder.length ? arena_string(arena, folder) : ".", "java");
		if (path_is_file(java) && access(java, X_OK) == 0)
			return java;
	}
	return NULL;
}

static const char *library_path(struct arena *arena, const char *name)
{
	return arena_format(arena, "%s/%s.jar", library_folder(), name).bytes;
}

/* The class path, or NULL and the fault. */
static const char *find_libraries(struct arena *arena, struct fault *fault)
{
	struct buffer path = BUFFER_EMPTY;
	for (size_t i = 0; i < LIBRARY_COUNT; i++) {
		const char *library = library_path(arena, libraries[i]);
		if (!path_is_file(library)) {
			buffer_release(&path);
			fault_of_system(fault, arena, ENOENT,
					"Apache FOP, which makes the PDFs, is not all there; " HOW_TO_INSTALL ": %s",
					library);
			return NULL;
		}
		buffer_append_string(&path, i ? ":" : "");
		buffer_append_string(&path, library);
	}
	const char *copy = arena_string(arena, buffer_text(&path));
	buffer_release(&path);
	return copy;
}

static void append_state(struct buffer *out, const char *path)
{
	struct stat status;
	if (stat(path, &status) == 0)
		buffer_append_format(out, "%s %" PRIdMAX "\n", path, (intmax_t)status.st_size);
}

static void append_folder(struct buffer *out, struct arena *arena, const char *folder)
{
	const char **names = NULL;
	size_t count = 0;
	folder_list(arena, folder, &names, &count);
	for (size_t i = 0; i < count; i++)
		append_state(out, path_join(arena, folder, names[i]));
}

void pdf_renderer_version(struct buffer *out, const char *project)
{
	struct arena arena = ARENA_EMPTY;
	buffer_append(out, pdf_java());
	for (size_t i = 0; i < LIBRARY_COUNT; i++)
		append_state(out, library_path(&arena, libraries[i]));
	append_folder(out, &arena, FONTS);
	append_folder(out, &arena, FONTS_OF_SIGNS);
	append_folder(out, &arena, path_join(&arena, project, OWN_FONTS));
	arena_release(&arena);
}

/* Java takes "today" from nowhere: what SOURCE_DATE_EPOCH says would stand in each PDF. */
static char **environment_of_java(struct arena *arena)
{
	size_t count = 0, kept = 0;
	while (environ[count])
		count++;
	char **copy = ARENA_ARRAY(arena, count + 1, char *);
	for (size_t i = 0; i < count; i++)
		if (strncmp(environ[i], "SOURCE_DATE_EPOCH=", 18) != 0)
			copy[kept++] = environ[i];
	return copy;
}

/* Its source as a file that has no name. */
static int open_source(void)
{
	int fd = memfd_create("PdfRenderer.java", MFD_CLOEXEC);
	int error = fd < 0 ? 0 : descriptor_write(fd, pdf_java());
	if (!error)
		return fd;
	close(fd);
	errno = error;
	return -1;
}

static int spawn(struct renderer *renderer, const char *java, char **words, char **environment, int in, int out)
{
	posix_spawn_file_actions_t actions;
	int source = open_source();
	int error = source < 0 ? errno : posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, fileno(renderer->complaints), STDERR_FILENO);
	posix_spawn_file_actions_adddup2(&actions, source, SOURCE_DESCRIPTOR);
	error = posix_spawn(&renderer->pid, java, &actions, NULL, words, environment);
	posix_spawn_file_actions_destroy(&actions);
	close(source);
	return error;
}

/* A pipe both of whose ends stay out of every other program, and clear of the descriptors that Java is given. */
static int open_pipe(int ends[2])
{
	int low[2];
	if (pipe2(low, O_CLOEXEC) != 0)
		return errno;
	for (int i = 0; i < 2; i++) {
		ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, SOURCE_DESCRIPTOR + 1);
		close(low[i]);
	}
	return ends[0] < 0 || ends[1] < 0 ? EMFILE : 0;
}

static int start(struct renderer *renderer, const char *java, char **words, char **environment)
{
	int to[2] = {-1, -1}, from[2] = {-1, -1};
	renderer->complaints = tmpfile();
	int error = renderer->complaints ? open_pipe(to) : errno;
	if (!error)
		error = open_pipe(from);
	if (!error)
		error = spawn(renderer, java, words, environment, to[0], from[1]);
	if (to[0] >= 0)
		close(to[0]);
	if (from[1] >= 0)
		close(from[1]);
	renderer->to = to[1];
	renderer->from = from[0] >= 0 ? fdopen(from[0], "r") : NULL;
	return error;
}

/* Hands the documents over. A Java that has ended is noticed by whoever waits for its answers. */
static void *feed(void *context)
{
	struct renderer *renderer = context;
	sigset_t broken_pipe;
	sigemptyset(&broken_pipe);
	sigaddset(&broken_pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &broken_pipe, NULL);
	for (size_t i = 0; i < renderer->count; i++) {
		const struct pdf_document *document = &renderer->documents[i];
		char line[128];
		snprintf(line, sizeof line, "document %zu %" PRId64 " %s %zu\n", i, document->seconds, document->key,
			 document->fo.length);
		if (descriptor_write(renderer->to, text_of(line)) || descriptor_write(renderer->to, document->fo))
			break;
	}
	close(renderer->to);
	return NULL;
}

/* One frame of what PdfRenderer.java describes. */
struct frame {
	char word[16];
	size_t number, a, b, length;
};

static bool read_frame(struct renderer *renderer, struct frame *frame, struct buffer *bytes)
{
	char line[160];
	if (!fgets(line, sizeof line, renderer->from) ||
	    sscanf(line, "%15s %zu %zu %zu %zu", frame->word, &frame->number, &frame->a, &frame->b, &frame->length) !=
		    5 ||
	    frame->number >= renderer->count || frame->length > FRAME_BYTES_MOST)
		return false;
	buffer_clear(bytes);
	buffer_reserve(bytes, frame->length);
	if (frame->length && fread(bytes->bytes, 1, frame->length, renderer->from) != frame->length)
		return false;
	bytes->length = frame->length;
	return true;
}

static void take_frame(struct renderer *renderer, const struct frame *frame, struct buffer *bytes, struct arena *arena)
{
	struct pdf_document *document = &renderer->documents[frame->number];
	bool is_glyph = strcmp(frame->word, "glyph") == 0;
	if (strcmp(frame->word, "pdf") == 0) {
		buffer_append(&document->bytes, buffer_text(bytes));
	} else if (strcmp(frame->word, "done") == 0) {
		document->is_done = true;
	} else {
		struct pdf_remark remark = {.words = arena_copy(arena, buffer_text(bytes))};
		if (is_glyph)
			remark.character = (uint32_t)frame->a;
		else
			remark.line = (uint32_t)frame->a, remark.column = (uint32_t)frame->b;
		*ARRAY_ADD(&document->remarks) = remark;
	}
}

static size_t take_answers(struct renderer *renderer, const struct pdf_progress *progress, struct arena *arena)
{
	struct buffer bytes = BUFFER_EMPTY;
	struct frame frame;
	size_t done = 0;
	while (done < renderer->count && read_frame(renderer, &frame, &bytes)) {
		take_frame(renderer, &frame, &bytes, arena);
		if (strcmp(frame.word, "done") != 0)
			continue;
		done++;
		if (progress->tell)
			progress->tell(progress->context, done, renderer->count);
	}
	buffer_release(&bytes);
	return done;
}

/* The end of what it printed, for a message. */
static struct text last_words(struct renderer *renderer, struct arena *arena)
{
	char words[2000];
	long length = fseek(renderer->complaints, 0, SEEK_END) == 0 ? ftell(renderer->complaints) : 0;
	long begin = length > (long)sizeof words ? length - (long)sizeof words : 0;
	size_t count = fseek(renderer->complaints, begin, SEEK_SET) == 0
			       ? fread(words, 1, sizeof words, renderer->complaints)
			       : 0;
	return arena_copy(arena, text_trim((struct text){words, count}));
}

static bool fail(struct renderer *renderer, int status, struct arena *arena, struct fault *fault)
{
	struct text words = last_words(renderer, arena);
	if (!words.length)
		words = WIFSIGNALED(status) ? arena_format(arena, "it was ended by signal %d", WTERMSIG(status))
					    : TEXT("it said nothing");
	return fault_of_program(fault, arena, "Java ended before all PDFs were made. It said:\n%.*s",
				TEXT_ARGUMENTS(words));
}

static bool run(struct renderer *renderer, const char *java, char **words, const struct pdf_progress *progress,
		struct arena *arena, struct fault *fault)
{
	int status = 0;
	size_t done = 0;
	int error = start(renderer, java, words, environment_of_java(arena));
	if (error || !renderer->from) {
		if (renderer->from)
			fclose(renderer->from);
		if (renderer->to >= 0)
			close(renderer->to);
		fault_of_system(fault, arena, error ? error : ENOMEM, "%s could not be started", java);
	} else {
		bool is_fed = pthread_create(&renderer->feeder, NULL, feed, renderer) == 0;
		if (is_fed)
			done = take_answers(renderer, progress, arena);
		else
			close(renderer->to);
		fclose(renderer->from);
		if (is_fed)
			pthread_join(renderer->feeder, NULL);
		while (waitpid(renderer->pid, &status, 0) < 0 && errno == EINTR)
			;
		if (done < renderer->count)
			fail(renderer, status, arena, fault);
	}
	if (renderer->complaints)
		fclose(renderer->complaints);
	return !fault_is_set(fault);
}

bool pdf_render(struct pdf_document *documents, size_t count, const char *project, size_t threads,
		const struct pdf_progress *progress, struct arena *arena, struct fault *fault)
{
	struct renderer renderer = {.documents = documents, .count = count, .to = -1};
	const char *java = find_java(arena), *own_fonts = path_join(arena, project, OWN_FONTS);
	if (!count)
		return true;
	if (!java)
		return fault_of_system(fault, arena, ENOENT,
				       "Java, in which the PDFs are made, is not there; " HOW_TO_INSTALL ": java");
	const char *class_path = find_libraries(arena, fault);
	if (!class_path)
		return false;
	const char *fonts = !path_is_folder(FONTS) ? FONTS : !path_is_folder(FONTS_OF_SIGNS) ? FONTS_OF_SIGNS : NULL;
	if (fonts)
		return fault_of_system(fault, arena, ENOENT,
				       "the fonts of the PDFs are not there; " HOW_TO_INSTALL ": %s", fonts);
	if (threads > count)
		threads = count;
	/* The quick compiler alone: no document is so large that a better one pays. */
	const char *words[] = {java,
			       "-XX:+UseSerialGC",
			       "-XX:TieredStopAtLevel=1",
			       "-XX:-UsePerfData",
			       "-Xss8m",
			       "-Djava.awt.headless=true",
			       "-Duser.timezone=UTC",
			       "-Duser.language=en",
			       "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
			       "--class-path",
			       class_path,
			       "--source",
			       "17",
			       "/dev/fd/3",
			       arena_format(arena, "%zu", threads).bytes,
			       project,
			       FONTS,
			       FONTS_OF_SIGNS,
			       path_is_folder(own_fonts) ? own_fonts : NULL,
			       NULL};
	return run(&renderer, java, (char **)(uintptr_t)words, progress, arena, fault);
}
