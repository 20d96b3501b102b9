/* src/pdf/PdfRenderer.java as it is, in the program: so that it is there wherever the program is installed. Paths are
 * from the folder that make is called in. */
#include "pdf/pdf_java.h"

__asm__(".section .rodata\n"
	".global pdf_java_begin\n"
	"pdf_java_begin:\n"
	".incbin \"src/pdf/PdfRenderer.java\"\n"
	".global pdf_java_end\n"
	"pdf_java_end:\n"
	".byte 0\n"
	".previous\n");

extern const char pdf_java_begin[], pdf_java_end[];

struct text pdf_java(void)
{
	return (struct text){pdf_java_begin, (size_t)(pdf_java_end - pdf_java_begin)};
}
