# Old addresses that lead on, the files that servers read, and what search engines are told.

load lib
load site

setup() {
	make_suite
}

# add_to POLICY LINE…: further lines of front matter.
add_to() {
	local file=policies/$1.md line
	shift
	for line; do
		sed -i "2i $line" "$file"
	done
}

@test 'old addresses lead to the policy' {
	add_to CMICB_Clin10001 'redirect_from: [/old/scars.pdf, https://old.example.org/our-policies/scars/, "/caf%C3%A9 bar"]'
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'is not an address' '[bad-value]'
	sed -i 's|caf%C3%A9 bar|caf%C3%A9%20bar;{}$x|' policies/CMICB_Clin10001.md
	add_to CMICB_Clin10001 'previous_refs: [XCCG_55]'
	build
	grep -qx '/old/scars.pdf /policies/cmicb-clin10001/ 301' public/_redirects
	grep -qx '/our-policies/scars/ /policies/cmicb-clin10001/ 301' public/_redirects
	grep -qx '/our-policies/scars /policies/cmicb-clin10001/ 301' public/_redirects
	grep -qx '/policies/xccg-55/ /policies/cmicb-clin10001/ 301' public/_redirects
	grep -qx '/policies/xccg-55/policy.json /policies/cmicb-clin10001/policy.json 301' public/_redirects
	grep -qx '/caf%C3%A9%20bar%3B%7B%7D%24x /policies/cmicb-clin10001/ 301' public/_redirects
	grep -qxF 'location = "/old/scars.pdf" { return 301 "/policies/cmicb-clin10001/"; }' public/_nginx.conf
	grep -qxF 'location = "/café bar;{}$x" { return 301 "/policies/cmicb-clin10001/"; }' public/_nginx.conf
	same "$(grep -c ' 301$' public/_redirects)" "$(grep -c 'return 301' public/_nginx.conf)"
}

@test 'what an old address may not be' {
	add_to CMICB_Clin10001 'previous_refs: [CMICB_Clin10002, XCCG_55]'
	add_to CMICB_Clin10000 'previous_refs: [XCCG_55]'
	finds 1 redirect-clash policies/CMICB_Clin10001.md:2:17 policies/CMICB_Clin10001.md:2:34
	sed -i 2d policies/CMICB_Clin10000.md
	sed -i '2s/.*/redirect_from: [\/assets\/site.css]/' policies/CMICB_Clin10001.md
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'the site itself has a page or file at this address' '[redirect-clash]'
	sed -i '2s/.*/redirect_from: [\/policies\/cmicb-clin10001\/index.html]/' policies/CMICB_Clin10001.md
	expect 1 build --as-of "$TEST_DATE"
	holds "$output" 'CMICB_Clin10001 is published at this address now'
}

@test 'a draft claims nothing yet' {
	sed -i 's/^status: ratified/status: draft/; /^date_ratified/d; /^date_published/d' policies/CMICB_Clin10001.md
	add_to CMICB_Clin10001 'redirect_from: [/old/secret.pdf]' 'previous_refs: [SECRET_1]'
	build
	! grep -riq secret public
}

@test 'on a host where the site has a path of its own' {
	add_to CMICB_Clin10001 'redirect_from: [/old/scars.pdf]' 'previous_refs: [XCCG_55]'
	build --base-url https://www.example.org/funding/
	grep -qx '/old/scars.pdf /funding/policies/cmicb-clin10001/ 301' public/_redirects
	grep -qx '/funding/policies/xccg-55/ /funding/policies/cmicb-clin10001/ 301' public/_redirects
	holds "$(<public/_headers)" '/funding/*' "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'"
	holds "$(<public/_nginx.conf)" 'error_page 404 /funding/404.html;'
	holds "$(<public/robots.txt)" 'Sitemap: https://www.example.org/funding/sitemap.xml'
	holds "$(<public/policies/cmicb-clin10001/versions/0.3/index.html)" \
		'<link rel="canonical" href="https://www.example.org/funding/policies/cmicb-clin10001/">'
	xmllint --noout public/sitemap.xml
	# Each page once; versions only where they are not the one in force.
	same "$(grep -c '/policies/cmicb-clin10001/</loc>' public/sitemap.xml)" 1
	same "$(grep -c 'versions/0.3/' public/sitemap.xml)" 0
	same "$(grep -c '404' public/sitemap.xml)" 0
}

@test 'without an address of the site' {
	build
	[ ! -e public/sitemap.xml ]
	lacks "$(<public/robots.txt)" Sitemap
	! grep -rq 'rel="canonical"' public
}

@test 'with drafts every page keeps search engines away' {
	build --drafts --base-url https://www.example.org
	find public -name '*.html' -exec grep -L '<meta name="robots" content="noindex">' {} + >"$BATS_TEST_TMPDIR/without"
	same "$(<"$BATS_TEST_TMPDIR/without")" ''
	same "$(grep -c '<loc>' public/sitemap.xml)" 0
	holds "$(<public/_headers)" 'X-Robots-Tag: noindex'
}
