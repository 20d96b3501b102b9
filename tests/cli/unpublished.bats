# What is not for publication: files that only drafts name, files that would do something in a browser, and what others
# wrote to be taken for a command by a terminal, a browser or a build service.

bats_require_minimum_version 1.5.0

setup() {
	load lib.bash
	load site.bash
	make_example
}

# with_body FILE LINE…: a policy's source from standard input, with a picture of each name in it.
with_pictures() {
	cat
	for picture; do
		printf '\n![A picture](site/assets/%s)\n' "$picture"
	done
}

picture() {
	local name
	for name; do
		printf 'SECRET %s' "$name" >"site/assets/$name"
	done
}

@test 'files that only versions name which are not published' {
	local ratified=2025-01-01
	picture draft.png draft-form.pdf consultation.png embargoed.png newer.png older.png unused.png 'space d.png' alias.png \
		published.png shared.png block.png page.png page-and-draft.png logo.svg plain.png
	printf '<svg xmlns="http://www.w3.org/2000/svg"/>' >site/assets/logo.svg
	sed -i 's/^logo: .*/logo: {file: logo.svg, alt: The logo}/' site/site.yaml
	ln -s alias.png site/assets/other-name.png
	mkdir -p policies/shared site/pages
	for block in used unused; do
		printf -- '---\nblock: %s\nedition: "1"\ntitle: A block\n---\n\n1. Words ![of it](site/assets/%s.png).\n' \
			$block "${block/#used/block}" >"policies/shared/$block@1.md"
	done
	printf -- '---\ntitle: A page\n---\n\n![A picture](site/assets/page.png) ![](site/assets/page-and-draft.png)\n' >site/pages/one.md
	# A draft, with a document, and pictures in every form.
	version EX_001 0.1 draft '' draft 'documents: [{kind: form, title: A form, file: site/assets/draft-form.pdf}]' |
		with_pictures draft.png page-and-draft.png shared.png alias.png >policies/EX_001.md
	# Out for consultation, and waiting for its day.
	version EX_002 0.1 consultation '' consultation | with_pictures consultation.png >policies/EX_002.md
	version EX_003 1.0 ratified $ratified embargoed 'publish_from: 2027-01-01' | with_pictures embargoed.png >policies/EX_003.md
	# A draft of a newer version; an older version that is a draft; what is published.
	version EX_004 2.0 draft '' newer | with_pictures newer.png >policies/EX_004.md
	version EX_004 1.0 ratified $ratified published | with_pictures published.png shared.png >policies/versions/EX_004@1.0.md
	version EX_004 0.1 draft '' older | with_pictures older.png >policies/versions/EX_004@0.1.md
	printf '\n{{include used@1}}\n' >>policies/versions/EX_004@1.0.md
	expect 0 build -q --as-of "$TEST_DATE"
	same "$(cd public/assets && ls *.png *.pdf logo.svg | LC_ALL=C sort | tr '\n' ' ')" \
		'block.png logo.svg page-and-draft.png page.png plain.png published.png shared.png space d.png '
	! grep -rl 'SECRET \(draft\|consultation\|embargoed\|newer\|older\|unused\|alias\)' public
	# In a site of drafts they all are.
	expect 0 build -q --as-of "$TEST_DATE" --drafts -o drafts
	same "$(ls drafts/assets/*.png | wc -l)" "$(ls site/assets/*.png | wc -l)"
}

@test 'web pages and scripts are refused' {
	local name
	build
	for name in page.html PAGE.HTM page.xhtml run.js run.mjs page.xml style.xslt picture.svgz; do
		echo words >"site/assets/$name"
		expect 1 build -q --as-of "$TEST_DATE"
		holds "$output" "site/assets/$name" '[raw-html]'
		rm "site/assets/$name"
	done
	for name in letter data.txt form.pdf picture.png; do
		printf '\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>' >"site/assets/$name"
		expect 1 build -q --as-of "$TEST_DATE"
		holds "$output" "site/assets/$name" '[raw-html]'
		rm "site/assets/$name"
	done
	# Whatever the severity.
	echo words >site/assets/page.html
	sed -i '/^checks:/a \  raw-html: "off"' site/site.yaml
	expect 1 build -q --as-of "$TEST_DATE"
	[ ! -e public/assets/page.html ]
	rm site/assets/page.html
	for name in letter.txt form.pdf table.csv picture.png words.docx; do
		echo "words < 3" >"site/assets/$name"
	done
	build
}

svg() {
	printf '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="http://www.w3.org/2000/svg">%s</svg>' "$1"
}

@test 'SVG that would do or fetch something is refused' {
	local part
	while IFS= read -r part; do
		svg "$part" >site/assets/a.svg
		echo "$part"
		expect 1 build -q --as-of "$TEST_DATE"
		holds "$output" 'site/assets/a.svg' '[raw-html]' || {
			echo "$part"
			return 1
		}
	done <<'PARTS'
<script>alert(1)</script>
<x:script/>
<SCRIPT>alert(1)</SCRIPT>
<g onload="alert(1)"/>
<g OnClick = 'alert(1)'/>
<foreignObject><div/></foreignObject>
<image href="https://example.org/x.png"/>
<image xlink:href="file:///etc/passwd"/>
<use xlink:href="other.svg#a"/>
<a href="javascript:alert(1)"><text>x</text></a>
<a href="&#106;avascript:alert(1)"><text>x</text></a>
<a xlink:href="data:text/html,x"><text>x</text></a>
<image href="data:image/svg+xml;base64,AAAA"/>
<set attributeName="href" to="javascript:alert(1)"/>
<animate attributeName="xlink:href" values="javascript:alert(1)"/>
<set attributeName="onclick" to="alert(1)"/>
<rect fill="url(https://example.org/a#b)"/>
<rect fill="u\72l(https://example.org/a#b)"/>
<rect style="fill: URL( 'https://example.org/a#b')"/>
<style>@import "https://example.org/a.css";</style>
<style>rect { background: url(//example.org/a) }</style>
<style><![CDATA[rect { background: url(//example.org/a) }]]></style>
<?xml-stylesheet href="https://example.org/a.css"?>
<g xml:base="https://example.org/"/>
<g a=b/>
<iframe src="#a"/>
&lt;<g &x;="y"/>
<text fill="&x;"/>
PARTS
	printf '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>' >site/assets/a.svg
	expect 1 build -q --as-of "$TEST_DATE"
	svg '' | iconv -t UTF-16 >site/assets/a.svg
	expect 1 build -q --as-of "$TEST_DATE"
	printf '<?xml version="1.0" encoding="UTF-7"?>%s' "$(svg '')" >site/assets/a.svg
	expect 1 build -q --as-of "$TEST_DATE"
	[ ! -e public ]
}

@test 'plain SVG is published' {
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n<!-- A <script> of no use -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
		svg '<title>A &amp; B</title><defs><linearGradient id="a"/><style type="text/css">.b { fill: url(#a); font: 1em "Arial" }</style></defs>
<rect class="b" style="fill:url(#a);font-family:&quot;Arial&quot;" d="M1,2"/><use xlink:href="#a"/><image href="data:image/png;base64,AAAA"/>'
	} >site/assets/a.svg
	build
	cmp site/assets/a.svg public/assets/a.svg
}

@test 'the policy of what a page may load is in the page too' {
	build --drafts
	for page in public/index.html public/404.html public/policies/ex-001/index.html; do
		holds "$(<$page)" "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">"
	done
}

@test 'no address outside the list is written, and no comment, whatever the severity' {
	sed -i '/^checks:/a \  raw-html: warning\n  bad-url: "off"' site/site.yaml
	version EX_001 1.0 ratified 2025-01-01 example \
		'documents: [{kind: form, title: A form, url: "javascript:alert(1)"}, {kind: form, title: Two, url: "JavaScript&#58;alert(1)"}]' \
		>policies/EX_001.md
	{
		printf '\n1. A [link](javascript:alert(1)), [two](JAVASCRIPT:alert(1)), [three](data:text/html,x), [four](vbscript:x),'
		printf ' [five](java&#x0a;script:alert(1)), <javascript:alert(1)>, ![six](javascript:alert(1)), [seven][x].\n'
		printf '\n[x]: javascript:alert(1)\n'
		printf '\n<!-- SECRET one -->\n\n1. Words <!-- SECRET two --> and <b>bold</b> and <script>alert("SECRET three")</script>.\n'
		printf '\n1. Two <!-- SECRET one -- `SECRET two` -- *SECRET five* --> dashes, and <!--> SECRET six --> more.\n'
		printf '\n| A <!-- SECRET one --> | B |\n| --- | --- |\n| C <!-- SECRET two -- x --> | D |\n'
		printf '\n<div>SECRET four <!-- SECRET one\nSECRET two --> words</div>\n\n    <!-- SECRET five -->\n'
		printf '\n1. Escaped \\<!-- words -->, and no end <!-- SECRET six.\n'
		printf '\n<div>SECRET four</div>\n\n   <!--\nSECRET five\n\nSECRET six -->\n\n1. Last.\n'
	} >>policies/EX_001.md
	policyc build --as-of "$TEST_DATE" -q >"$BATS_TEST_TMPDIR/out" 2>&1 || :
	policyc show policies/EX_001.md --as html >"$BATS_TEST_TMPDIR/shown.html" || :
	policyc show policies/EX_001.md --as json >"$BATS_TEST_TMPDIR/shown.json" || :
	[ -s "$BATS_TEST_TMPDIR/shown.html" ]
	! grep -n 'SECRET \(one\|two\|five\|six\)\|<script>alert' "$BATS_TEST_TMPDIR"/shown.*
	! grep -inE '(href|src)="?(java|vb|data:)' "$BATS_TEST_TMPDIR"/shown.*
	if [ -d public ]; then
		! grep -rn 'SECRET \(one\|two\|five\|six\)\|<script>alert' public
		! grep -rinE '(href|src)="?(java|vb|data:)|"url": ?"java' public
	fi
}

# harmless FILE: no control character is in it, and no line begins a command of a build service.
harmless() {
	! LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$1"
	! grep -nE '^[[:space:]]*::' "$1"
	! grep -nE '##[A-Za-z-]*\[' "$1"
}

@test 'names of files and arguments are only shown' {
	local odd name format
	odd=$'\e[31m\x7f\xc2\x9b1m\r##[error]x##vso[task]\n::error::%0Ay'
	for name in "$odd.md" "::error file=x::y.md"; do
		printf 'nothing' >"policies/$name"
		printf 'nothing' >"$name"
		cp "$name" "${name%.md}.json"
	done
	for format in text json sarif; do
		policyc check --format=$format --level=info --as-of "$TEST_DATE" "policies/$odd.md" "$odd.md" '::error file=x::y.md' \
			>out 2>&1 || :
		[ -s out ]
		harmless out
	done
	policyc check --format=github --level=info --as-of "$TEST_DATE" >out 2>&1 || :
	! LC_ALL=C grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' out
	! grep -vE '^::(error|warning|notice) ' out
	for words in "check $odd" "nonsense$odd" "build -o $odd/x" "diff $odd $odd" "show $odd" "verify $odd.json" "explain $odd" \
		"check --$odd" "code $odd" "revise $odd" "due --within=$odd" "build --base-url=$odd" "check --baseline=$odd" \
		"diff $odd.json $odd.md" "verify ::error\ file=x::y.json" "impact $odd" "changes --since $odd" "-C $odd check"; do
		IFS='|' read -r -d '' -a words <<<"${words// /|}" || :
		words[-1]=${words[-1]%$'\n'}
		policyc "${words[@]}" >out 2>&1 || :
		[ -s out ]
		harmless out
	done
}

@test 'what a copy from elsewhere says is only shown' {
	version EX_001 1.0 ratified 2025-01-01 example >policies/EX_001.md
	build
	jq --arg odd $'\e[31m\x7f\u009b ::error::x' '.title = $odd | .sections[0].heading = $odd' public/policies/ex-001/policy.json >copy.json
	for words in 'verify copy.json' 'diff copy.json policies/EX_001.md' 'diff policies/EX_001.md copy.json'; do
		policyc $words >out 2>&1 || :
		[ -s out ]
		harmless out
	done
}

@test 'a template with a control character' {
	printf '\xc2\x9b' >>templates/home.mustache
	expect 1 build -q --as-of "$TEST_DATE"
	holds "$output" 'templates/home.mustache' '[encoding]'
}
