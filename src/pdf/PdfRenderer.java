// Renders XSL-FO documents to PDF with Apache FOP, many in one Java: policyc starts it (src/pdf/pdf_renderer.c), and
// Java compiles it as it starts. Nothing is written to files.
//
//   java PdfRenderer.java THREADS PROJECT FONT-FOLDER…     the first folder holds the Liberation fonts
//
// It reads on standard input, for each document, a line "document NUMBER SECONDS KEY LENGTH" and then LENGTH bytes of
// XSL-FO; SECONDS since 1970 is the date that the PDF bears, KEY its file identifier (PDF 1.7, 14.4), 32 hexadecimal
// digits. It answers on standard output, in whatever order they get done, with frames "WORD NUMBER A B LENGTH" and then
// LENGTH bytes:
//
//   pdf NUMBER PAGES 0 LENGTH        the document
//   glyph NUMBER CODE-POINT 0 LENGTH a character that no font of its text has; the bytes name the fonts
//   fault NUMBER LINE COLUMN LENGTH  what FOP said, at that place of the XSL-FO (0: it named none)
//   done NUMBER 0 0 0                nothing more will come of it
//
// What FOP 2.8 leaves open is closed here: it writes no /Contents into link annotations (PDF/UA-1, 7.18.5), which get
// the words that the link has in the structure tree; it joins the links of a page that lead to one place to one element
// of that tree; and it writes the time of day into each file.

import java.awt.Point;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.apache.fop.apps.EnvironmentalProfileFactory;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.area.Trait;
import org.apache.fop.area.inline.InlineParent;
import org.apache.fop.events.Event;
import org.apache.fop.events.EventFormatter;
import org.apache.fop.events.model.EventSeverity;
import org.apache.fop.fonts.Font;
import org.apache.fop.fonts.FontInfo;
import org.apache.fop.fonts.FontTriplet;
import org.apache.fop.pdf.PDFAction;
import org.apache.fop.pdf.PDFAnnotList;
import org.apache.fop.pdf.PDFLink;
import org.apache.fop.pdf.PDFPage;
import org.apache.fop.pdf.PDFStructElem;
import org.apache.fop.render.intermediate.IFContext;
import org.apache.fop.render.intermediate.IFDocumentHandler;
import org.apache.fop.render.intermediate.IFDocumentNavigationHandler;
import org.apache.fop.render.intermediate.IFException;
import org.apache.fop.render.intermediate.IFRenderer;
import org.apache.fop.render.intermediate.extensions.AbstractAction;
import org.apache.fop.render.intermediate.extensions.BookmarkTree;
import org.apache.fop.render.intermediate.extensions.GoToXYAction;
import org.apache.fop.render.intermediate.extensions.Link;
import org.apache.fop.render.intermediate.extensions.NamedDestination;
import org.apache.fop.render.pdf.PDFDocumentHandler;
import org.apache.fop.render.pdf.PDFDocumentHandlerMaker;
import org.apache.fop.util.CharUtilities;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

public class PdfRenderer {
	static final String PDF = "application/pdf";

	/** What FOP keeps to itself. */
	static Object fieldOf(Class<?> type, String name, Object object) {
		try {
			Field field = type.getDeclaredField(name);
			field.setAccessible(true);
			return field.get(object);
		} catch (ReflectiveOperationException fault) {
			throw new IllegalStateException("This FOP is none that PdfRenderer knows", fault);
		}
	}

	/** Links whose annotation has the words that its structure element has. */
	static final class SpokenLinks implements IFDocumentNavigationHandler {
		private final PDFDocumentHandler handler;
		private final IFDocumentNavigationHandler links;

		SpokenLinks(PDFDocumentHandler handler, IFDocumentNavigationHandler links) {
			this.handler = handler;
			this.links = links;
		}

		/** An action that is written as the one it stands for, with the annotation's words behind. */
		static final class SpokenAction extends PDFAction {
			private final PDFAction action;
			private final String words;

			SpokenAction(PDFAction action, String words) {
				this.action = action;
				this.words = words;
			}

			/** PDF 1.7, 7.9.2.2: text in UTF-16, here in hexadecimal. */
			@Override
			public String getAction() {
				StringBuilder text = new StringBuilder(action.getAction()).append("\n/Contents <FEFF");
				for (char c : words.toCharArray())
					text.append(String.format("%04X", (int)c));
				return text.append('>').toString();
			}

			@Override
			public String toPDFString() {
				return getAction();
			}
		}

		@Override
		public void renderLink(Link link) throws IFException {
			links.renderLink(link);
			if (!(link.getAction().getStructureTreeElement() instanceof PDFStructElem))
				return;
			Object words = ((PDFStructElem)link.getAction().getStructureTreeElement()).get("Alt");
			PDFPage page = (PDFPage)fieldOf(PDFDocumentHandler.class, "currentPage", handler);
			List<?> all = (List<?>)fieldOf(PDFAnnotList.class, "links", page.getAnnotations());
			PDFLink last = (PDFLink)all.get(all.size() - 1);
			PDFAction action = (PDFAction)fieldOf(PDFLink.class, "action", last);
			last.setAction(new SpokenAction(action, String.valueOf(words)));
		}

		@Override
		public void renderNamedDestination(NamedDestination destination) throws IFException {
			links.renderNamedDestination(destination);
		}

		@Override
		public void renderBookmarkTree(BookmarkTree tree) throws IFException {
			links.renderBookmarkTree(tree);
		}

		@Override
		public void addResolvedAction(AbstractAction action) throws IFException {
			links.addResolvedAction(action);
		}

		@Override
		public int getPageIndex() {
			return links.getPageIndex();
		}
	}

	static final class SpokenLinksMaker extends PDFDocumentHandlerMaker {
		@Override
		public IFDocumentHandler makeIFDocumentHandler(IFContext context) {
			PDFDocumentHandler handler = new PDFDocumentHandler(context) {
				private final SpokenLinks links = new SpokenLinks(this, super.getDocumentNavigationHandler());

				@Override
				public IFDocumentNavigationHandler getDocumentNavigationHandler() {
					return links;
				}
			};
			context.getUserAgent().setStructureTreeEventHandler(handler.getStructureTreeEventHandler());
			return handler;
		}
	}

	/** Links to one place share an action, and with it the structure element of the last: each gets its own. */
	static final class OwnLinks extends IFRenderer {
		OwnLinks(FOUserAgent agent) {
			super(agent);
		}

		@Override
		public void renderInlineParent(InlineParent area) {
			super.renderInlineParent(area);
			@SuppressWarnings("unchecked")
			List<Link> links = (List<Link>)fieldOf(IFRenderer.class, "deferredLinks", this);
			Link last = links.isEmpty() ? null : links.get(links.size() - 1);
			if (area.getTrait(Trait.INTERNAL_LINK) == null || last == null
			    || !(last.getAction() instanceof GoToXYAction))
				return;
			links.set(links.size() - 1, new Link(new OwnAction((GoToXYAction)last.getAction()), last.getTargetRect()));
		}
	}

	/** Leads where a shared action leads, as soon as that is known, from a structure element of its own. */
	static final class OwnAction extends GoToXYAction {
		private final GoToXYAction shared;

		OwnAction(GoToXYAction shared) {
			super(shared.getID());
			this.shared = shared;
			setStructureTreeElement(shared.getStructureTreeElement());
		}

		@Override
		public int getPageIndex() {
			return shared.getPageIndex();
		}

		@Override
		public Point getTargetLocation() {
			return shared.getTargetLocation();
		}

		@Override
		public boolean isComplete() {
			return shared.isComplete();
		}
	}

	/** Pictures of the project and fonts, and nothing else: no document may fetch what it likes. */
	static final class LocalFiles implements ResourceResolver {
		private final List<Path> folders;
		private final Path pictures;

		LocalFiles(List<Path> fontFolders, Path pictures) {
			folders = new ArrayList<>(fontFolders);
			folders.add(pictures);
			this.pictures = pictures;
		}

		@Override
		public Resource getResource(URI uri) throws IOException {
			if ("data".equals(uri.getScheme()))
				return new Resource(new ByteArrayInputStream(
					Base64.getDecoder().decode(uri.toString().replaceFirst("^[^,]*;base64,", ""))));
			if ("file".equals(uri.getScheme())) {
				Path path = new File(uri.getPath()).toPath().toRealPath();
				for (Path folder : folders)
					if (path.startsWith(folder) && Files.isRegularFile(path))
						return new Resource(folder.equals(pictures) ? picture(path)
									    : new FileInputStream(path.toFile()));
			}
			throw new IOException(uri + " is neither a file of the project nor one of the fonts");
		}

		/** An entity of a picture could fetch a file that no document names, or grow without end. */
		private static InputStream picture(Path path) throws IOException {
			byte[] bytes = Files.readAllBytes(path);
			boolean isCompressed = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
			// In UTF-16 each character has a zero beside it.
			String words = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
			int type = words.indexOf("<!DOCTYPE"), end = type < 0 ? -1 : words.indexOf('>', type);
			if (isCompressed || words.contains("<!ENTITY") || end >= 0 && words.substring(type, end).contains("["))
				throw new IOException(path.getFileName() + " is compressed, or defines entities");
			return new ByteArrayInputStream(bytes);
		}

		@Override
		public OutputStream getOutputStream(URI uri) throws IOException {
			throw new IOException("nothing is written to " + uri);
		}
	}

	/** Of an address elsewhere. */
	static final class Nowhere extends URLStreamHandler {
		@Override
		protected URLConnection openConnection(URL address) throws IOException {
			throw new IOException(address + " is elsewhere, and nothing is fetched from there");
		}
	}

	/** Finds the characters of a document that no font of their text has. */
	static final class Glyphs extends DefaultHandler {
		private final FontInfo fonts;
		private final Deque<String[]> open = new ArrayDeque<>();
		private final Map<String, Font[]> known = new LinkedHashMap<>();
		final Map<Integer, String> missing = new LinkedHashMap<>();
		private int unseen;

		Glyphs(FontInfo fonts) {
			this.fonts = fonts;
		}

		private static String or(String value, String inherited) {
			return value == null ? inherited : value;
		}

		/** What says something of the document, and is not drawn. */
		private static boolean isUnseen(String local) {
			return local.equals("declarations") || local.equals("bookmark-tree");
		}

		@Override
		public void startElement(String uri, String local, String name, Attributes attributes) {
			unseen += isUnseen(local) ? 1 : 0;
			String[] around = open.isEmpty() ? new String[] {"sans-serif", "normal", "normal"} : open.peek();
			open.push(new String[] {or(attributes.getValue("font-family"), around[0]),
						or(attributes.getValue("font-style"), around[1]),
						or(attributes.getValue("font-weight"), around[2])});
		}

		@Override
		public void endElement(String uri, String local, String name) {
			unseen -= isUnseen(local) ? 1 : 0;
			open.pop();
		}

		private Font[] fontsOf(String[] style) {
			return known.computeIfAbsent(String.join("|", style), key -> {
				int weight = style[2].equals("bold") ? 700 : style[2].matches("\\d+") ? Integer.parseInt(style[2]) : 400;
				String[] families = style[0].split(",");
				for (int i = 0; i < families.length; i++)
					families[i] = families[i].trim().replaceAll("^['\"]|['\"]$", "");
				FontTriplet[] triplets = fonts.fontLookup(families, style[1], weight);
				Font[] found = new Font[triplets.length];
				for (int i = 0; i < found.length; i++)
					found[i] = fonts.getFontInstance(triplets[i], 12000);
				return found;
			});
		}

		@Override
		public void characters(char[] text, int start, int length) {
			for (int at = start; at < start + length && unseen == 0;) {
				int character = Character.codePointAt(text, at, start + length);
				at += Character.charCount(character);
				if (Character.isWhitespace(character) || CharUtilities.isAnySpace(character) || character == 0xAD)
					continue;
				boolean found = false;
				for (Font font : fontsOf(open.peek()))
					found |= character < 0x10000 && font.hasChar((char)character);
				if (!found)
					missing.putIfAbsent(character, open.peek()[0]);
			}
		}
	}

	/** Of one thread: FOP's configuration is not for several at once. */
	private final FopFactory factory;
	private final FontInfo fonts = new FontInfo();

	private static final PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false);

	/** What pictures call their fonts when they mean one that everybody has; "any" is FOP's word for the last resort. */
	private static final Map<String, String[]> COMMON = Map.of(
		"LiberationSans", new String[] {"any", "sans-serif", "Arial", "Helvetica", "Calibri", "Verdana"},
		"LiberationSerif", new String[] {"serif", "Times", "Times New Roman"},
		"LiberationMono", new String[] {"monospace", "Courier", "Courier New"});

	private static void addCommonFonts(StringBuilder configuration, Path folder) {
		String[][] styles = {{"Regular", "normal", "normal"}, {"Bold", "normal", "bold"},
				     {"Italic", "italic", "normal"}, {"BoldItalic", "italic", "bold"}};
		for (String font : new TreeSet<>(COMMON.keySet()))
			for (String[] style : styles) {
				configuration.append("<font embed-url='")
					.append(folder.resolve(font + "-" + style[0] + ".ttf").toUri()).append("'>");
				for (String name : COMMON.get(font))
					configuration.append("<font-triplet name='").append(name).append("' style='").append(style[1])
						.append("' weight='").append(style[2]).append("'/>");
				configuration.append("</font>");
			}
	}

	PdfRenderer(Path project, List<Path> fontFolders) {
		StringBuilder directories = new StringBuilder();
		addCommonFonts(directories, fontFolders.get(0));
		for (Path folder : fontFolders)
			directories.append("<directory recursive='true'>")
				.append(folder.toString().replace("&", "&amp;").replace("<", "&lt;")).append("</directory>");
		String configuration = "<fop version='1.0'><accessibility>true</accessibility><renderers><renderer mime='" + PDF
			+ "'><pdf-ua-mode>PDF/UA-1</pdf-ua-mode><pdf-a-mode>PDF/A-3a</pdf-a-mode><fonts>" + directories
			+ "</fonts></renderer></renderers></fop>";
		try {
			// Restricted: what the resolver refuses is not looked for in the current folder either.
			factory = new FopConfParser(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)),
						    EnvironmentalProfileFactory.createRestrictedIO(project.toUri(),
							    new LocalFiles(fontFolders, project.resolve("site/assets"))))
					  .getFopFactoryBuilder().setStrictFOValidation(true).build();
			factory.getRendererFactory().addDocumentHandlerMaker(new SpokenLinksMaker());
			FOUserAgent agent = factory.newFOUserAgent();
			factory.getRendererFactory().createDocumentHandler(agent, PDF).getConfigurator().setupFontInfo(PDF, fonts);
		} catch (Exception fault) {
			throw new IllegalStateException(fault);
		}
	}

	private static synchronized void answer(String word, int number, int a, int b, byte[] bytes) {
		answers.print(word + " " + number + " " + a + " " + b + " " + bytes.length + "\n");
		answers.write(bytes, 0, bytes.length);
		answers.flush();
	}

	private static void answer(String word, int number, int a, int b, String words) {
		answer(word, number, a, b, words.getBytes(StandardCharsets.UTF_8));
	}

	/** What FOP tells on its way: anything over information is a fault. */
	private static void hear(int number, Event event) {
		if (event.getSeverity() == EventSeverity.INFO)
			return;
		Object place = event.getParam("loc");
		Locator locator = place instanceof Locator ? (Locator)place : null;
		answer("fault", number, locator == null ? 0 : locator.getLineNumber(),
		       locator == null ? 0 : locator.getColumnNumber(), EventFormatter.format(event));
	}

	private FOUserAgent newAgent(int number, long seconds) {
		FOUserAgent agent = factory.newFOUserAgent();
		agent.setProducer("policyc with Apache FOP");
		agent.setCreationDate(new Date(seconds * 1000));
		agent.getEventBroadcaster().addEventListener(event -> hear(number, event));
		return agent;
	}

	private static SAXParser newParser() throws Exception {
		SAXParserFactory parsers = SAXParserFactory.newInstance();
		parsers.setNamespaceAware(true);
		parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		return parsers.newSAXParser();
	}

	private boolean hasGlyphs(int number, byte[] document) throws Exception {
		Glyphs glyphs = new Glyphs(fonts);
		newParser().parse(new ByteArrayInputStream(document), glyphs);
		glyphs.missing.forEach((character, families) -> answer("glyph", number, character, 0, families));
		return glyphs.missing.isEmpty();
	}

	/** Puts words of the same length in the place of what a pattern's group matches. */
	private static void replace(StringBuilder pdf, String pattern, String words) {
		boolean found = false;
		for (Matcher matcher = Pattern.compile(pattern).matcher(pdf); matcher.find(); found = true)
			pdf.replace(matcher.start(1), matcher.end(1), words);
		if (!found)
			throw new IllegalStateException("This FOP writes no " + pattern);
	}

	/** Without the time of day: the bytes depend on the document alone. Offsets stay as they are. */
	private static byte[] settle(byte[] bytes, long seconds, String key) {
		StringBuilder pdf = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
		String date = Instant.ofEpochSecond(seconds).toString(); /* 2025-06-01T00:00:00Z */
		replace(pdf, "<xmp:MetadataDate>([0-9T:-]{19}Z)<", date);
		replace(pdf, "/(?:Creation|Mod)Date \\(D:([0-9]{14}Z)\\)", date.replaceAll("[T:-]", ""));
		replace(pdf, "/ID \\[<([0-9A-F]{32})> <[0-9A-F]{32}>\\]", key);
		replace(pdf, "/ID \\[<[0-9A-F]{32}> <([0-9A-F]{32})>\\]", key);
		return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private void render(int number, long seconds, String key, byte[] document) {
		try {
			if (hasGlyphs(number, document)) {
				ByteArrayOutputStream pdf = new ByteArrayOutputStream();
				FOUserAgent agent = newAgent(number, seconds);
				OwnLinks renderer = new OwnLinks(agent);
				renderer.setDocumentHandler(factory.getRendererFactory().createDocumentHandler(agent, PDF));
				agent.setRendererOverride(renderer);
				Fop fop = factory.newFop(PDF, agent, pdf);
				newParser().parse(new ByteArrayInputStream(document), fop.getDefaultHandler());
				answer("pdf", number, fop.getResults().getPageCount(), 0, settle(pdf.toByteArray(), seconds, key));
			}
		} catch (SAXParseException fault) {
			answer("fault", number, fault.getLineNumber(), fault.getColumnNumber(), String.valueOf(fault.getMessage()));
		} catch (Exception | StackOverflowError fault) {
			StringBuilder words = new StringBuilder();
			for (Throwable cause = fault; cause != null; cause = cause.getCause())
				words.append(words.length() == 0 ? "" : ": ").append(cause);
			answer("fault", number, 0, 0, words.toString());
		}
		answer("done", number, 0, 0, "");
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c; (c = in.read()) != '\n';) {
			if (c < 0)
				return null;
			line.append((char)c);
		}
		return line.toString();
	}

	public static void main(String[] words) throws Exception {
		/* A picture may name others: nothing is fetched from anywhere. */
		URL.setURLStreamHandlerFactory(protocol -> protocol.equals("file") || protocol.equals("jar") ? null : new Nowhere());
		/* Whatever a library prints goes where it mixes with no answer. */
		System.setOut(System.err);
		int threads = Integer.parseInt(words[0]);
		Path project = Path.of(words[1]).toRealPath();
		List<Path> fonts = new ArrayList<>();
		for (int i = 2; i < words.length; i++)
			fonts.add(Path.of(words[i]).toRealPath());
		ThreadLocal<PdfRenderer> renderers = ThreadLocal.withInitial(() -> new PdfRenderer(project, fonts));
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		Semaphore room = new Semaphore(threads * 2); /* documents that are read and not done */
		DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
		for (String line; (line = readLine(in)) != null;) {
			String[] parts = line.split(" ");
			byte[] document = new byte[Integer.parseInt(parts[4])];
			in.readFully(document);
			room.acquire();
			pool.execute(() -> {
				try {
					renderers.get().render(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3], document);
				} catch (Throwable fault) {
					fault.printStackTrace();
					System.exit(1);
				} finally {
					room.release();
				}
			});
		}
		pool.shutdown();
		pool.awaitTermination(1, TimeUnit.DAYS);
	}
}
