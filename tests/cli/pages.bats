# The organisation's own pages: site/pages/*.md.

load lib
load site

setup() {
	make_suite
	rm -rf site/pages
	mkdir site/pages
}

# page NAME [LINE…]: a page with its body on standard input.
page() {
	local name=$1
	shift
	{
		printf -- '---\ntitle: About %s\n' "$name"
		[ $# = 0 ] || printf '%s\n' "$@"
		printf -- '---\n\n'
		cat
	} >"site/pages/$name.md"
}

@test 'a page: its title, its words, its links' {
	page us 'description: Who we are.' 'order: 2' 'navigation: header' <<-'END'
		{{organisation.name}} decides: {{organisation.website}}.

		## Who & how

		1. One
		2. Two <https://www.example.org/a?b=1&c=2>

		| Day | Hour |
		| --- | --- |
		| Monday | 9 |

		[Above](#who-how), [all policies](page:), [scars](policy:CMICB_Clin10001), CMICB_Clin10000,
		[its data](page:policies/cmicb-clin10001/policy.json), [what it says](page:them/#first).
	END
	page them 'order: 1' 'navigation: header' <<<'## First'
	page last 'navigation: footer' <<<'Words.'
	page hidden <<<'Words.'
	build
	html=$(<public/us/index.html)
	holds "$html" '<title>About us – Clinical commissioning policies</title>' \
		'<meta name="description" content="Who we are.">' \
		'NHS Cheshire and Merseyside Integrated Care Board decides' \
		'<a class="policy-address" href="https://www.cheshireandmerseyside.nhs.uk">' \
		'<h2 class="nhsuk-heading-m" id="who-how">Who &amp; how</h2>' '<th scope="col"' \
		'href="https://www.example.org/a?b=1&amp;c=2"' 'href="#who-how"' 'href="../">all policies' \
		'href="../policies/cmicb-clin10001/">scars' 'href="../policies/cmicb-clin10000/">CMICB_Clin10000' \
		'href="../policies/cmicb-clin10001/policy.json"' 'href="../them/#first"'
	menu=$(grep -o 'navigation-link" href="[^"]*"' public/index.html)
	holds "${menu//$'\n'/ }" 'navigation-link" href="./" ' ' navigation-link" href="./them/" navigation-link" href="./us/"'
	holds "$(<public/index.html)" 'footer__list-item-link" href="./last/"'
	lacks "$(<public/index.html)" 'hidden/'
	[ -s public/hidden/index.html ]
	whole public
}

@test 'a gap is shown as one, and told' {
	page us <<<$'GAP: Say who <b> asks.'
	expect 1 build --as-of "$TEST_DATE"
	page us <<<$'GAP: Say who asks.\n\n- By telephone: {{organisation.phone}}\n- {{ licence.name }}'
	expect 0 check --as-of "$TEST_DATE" site/pages/us.md
	holds "$output" 'site/pages/us.md:5:1: warning: this page has 3 parts still to be filled in' '[page-gap]'
	build
	holds "$(<public/us/index.html)" '<p class="policy-gap"><strong>To be completed:</strong> Say who asks.</p>' \
		'<strong>[to be filled in: organisation.phone of site.yaml]</strong>' 'licence.name of site.yaml'
}

@test 'what is wrong with a page' {
	page us 'titel: x' <<-'END'
		{{organisation.nmae}} [a](javascript:alert(1)) [b](#nowhere) [c](policy:CMICB_Clin999)

		# One
	END
	finds 1 unknown-key site/pages/us.md:3:1
	finds 1 syntax site/pages/us.md:6:1
	finds 1 syntax site/pages/us.md:8:1
	finds 1 bad-url site/pages/us.md:6:27
	finds 1 unresolved-xref site/pages/us.md:6:48
	finds 1 unknown-policy site/pages/us.md:6:62
	printf 'No title.\n' >site/pages/us.md
	expect 1 check --as-of "$TEST_DATE" site/pages/us.md
	page us <<<'Fine.'
	page 'A page' <<<'Words.'
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'small letters a to z, digits and hyphens'
	rm 'site/pages/A page.md'
	build
}

@test 'what shows only when the site is made' {
	build
	page us <<<'[a](page:nowhere/)'
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'site/pages/us.md:5:1: error: this site has no page "nowhere/"'
	page us <<<'[a](page:manifest.json)'
	build
	page policies <<<'Words.'
	build
	page schema/policy <<<'Words.' 2>/dev/null || :
	rm -f site/pages/policies.md
	sed -i 's|path: index.html|path: nowhere/|' site/site.yaml
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'site/site.yaml:' 'this site has no page "nowhere/"' '[bad-value]'
}

@test 'words of site.yaml are words' {
	sed -i 's|^  address: null|  address: "<script>alert(1)</script> [x](javascript:1) **y** {{title}}"|' site/site.yaml
	page us <<<'Write to {{organisation.address}}.'
	build
	holds "$(<public/us/index.html)" \
		'Write to &lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:1) **y** {{title}}.'
}
