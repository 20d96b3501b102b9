# policyc build: what is published, and that it is published whole or not at all.

load lib
load site

setup() {
	make_suite
}

# unchanged STATUS WORD…: a build that ends so and leaves the site in public/ as it was, with nothing beside it.
unchanged() {
	local before
	before=$(state_of public)
	expect "$@"
	same "$(state_of public)" "$before"
	alone "$PWD/public"
	holds "$complaint" 'nothing was published'
}

@test 'the site of four policies' {
	build
	whole public
	alone "$PWD/public"
	for slug in cmicb-clin10000/versions/1 cmicb-clin10001/versions/0.3 cmicb-clin10002/versions/1; do
		for name in index.html policy.json policy.xml policy.fo; do
			[ -s "public/policies/${slug%%/*}/$name" ]
			[ -s "public/policies/$slug/$name" ]
		done
	done
	for name in index.html 404.html schema/policy.json schema/policy.rng assets/site.css assets/colours.css; do
		[ -s "public/$name" ]
	done
	same "$(jq -r '.generator' public/manifest.json)" "$("$POLICYC" --version)"
	same "$(find public -name '.*' -o -type l -o -empty)" ''
}

@test 'what is said of it' {
	expect 0 build --as-of "$TEST_DATE"
	[[ $complaint =~ 'published 4 policies in '[0-9]+' files to public ('[0-9]+' findings accepted, each with its reason' ]]
	expect 0 build --as-of "$TEST_DATE" -o elsewhere
	holds "$complaint" 'to elsewhere ('
}

@test 'without -o the site goes to the project, wherever the program was started' {
	cd policies
	build
	cd ..
	whole public
	[ ! -e policies/public ]
	build -o here
	whole here
	cd /
	rm -rf "$project/public"
	build -C "$project"
	whole "$project/public"
}

@test 'the same bytes with one thread and with two, from different folders' {
	cp -R "$project" "$BATS_TEST_TMPDIR/second"
	build -j1 -o "$BATS_TEST_TMPDIR/one"
	cd "$BATS_TEST_TMPDIR/second"
	build -j2
	diff -r "$BATS_TEST_TMPDIR/one" public
}

@test 'a second build is the same, and links every file to the first' {
	build
	(cd public && find . -type f -printf '%i %P %T@\n' | LC_ALL=C sort -k 2) >"$BATS_TEST_TMPDIR/first"
	build
	whole public
	(cd public && find . -type f -printf '%i %P %T@\n' | LC_ALL=C sort -k 2) >"$BATS_TEST_TMPDIR/second"
	diff <(grep -v ' manifest.json ' "$BATS_TEST_TMPDIR/first") <(grep -v ' manifest.json ' "$BATS_TEST_TMPDIR/second")
	same "$(find public -type f -links +1)" ''
}

@test 'only what says "as at" depends on the day' {
	build
	cp -R public before
	expect 0 build -q --as-of 2026-11-22
	whole public
	changed=$(diff -rq before public | sed -n 's/^Files before\/\(.*\) and .*/\1/p')
	[ -n "$changed" ]
	for file in $changed; do
		[ "$file" = manifest.json ] || grep -q 'as at 22 November 2026' "public/$file"
	done
	lacks "$changed" .json.json policy.xml policy.fo policy.json
}

@test 'SOURCE_DATE_EPOCH is the day where --as-of is none' {
	build
	SOURCE_DATE_EPOCH=$(date -u -d "$TEST_DATE 23:00" +%s) expect 0 build -q -o second
	diff -r public second
}

@test 'a policy that is taken out goes, with its folder' {
	build
	sed -i 's/^checks: {}/checks: {policy-gone: warning}/' site/site.yaml
	rm policies/CMICB_Clin10003.md
	build
	whole public
	[ ! -e public/policies/cmicb-clin10003 ]
	[ -e public/policies/cmicb-clin10002 ]
}

@test 'what policyc did not publish stays' {
	build
	mkdir -p public/.well-known public/letters/empty
	echo token >public/.well-known/security.txt
	echo mine >public/policies/cmicb-clin10003/notes.txt
	ln -s nowhere public/letters/link
	sed -i 's/^checks: {}/checks: {policy-gone: warning}/' site/site.yaml
	rm policies/CMICB_Clin10003.md
	build
	same "$(cat public/.well-known/security.txt public/policies/cmicb-clin10003/notes.txt)" $'token\nmine'
	[ -d public/letters/empty ]
	[ -L public/letters/link ]
	same "$(ls public/policies/cmicb-clin10003)" notes.txt
	lacks "$(cat public/manifest.json)" security.txt notes.txt
}

@test 'and is never overwritten' {
	build
	mkdir -p public/assets/fonts
	echo mine >public/assets/fonts/a.woff2
	mkdir -p site/assets/fonts
	echo theirs >site/assets/fonts/a.woff2
	unchanged 2 build --as-of "$TEST_DATE"
	holds "$complaint" 'public/assets/fonts/a.woff2 was not put there by policyc'
	same "$(cat public/assets/fonts/a.woff2)" mine
}

@test 'a file that was changed by hand is as it should be again' {
	build
	before=$(state_of public)
	size=$(stat -c %s public/index.html)
	printf x | dd of=public/index.html bs=1 seek=100 conv=notrunc status=none
	same "$(stat -c %s public/index.html)" "$size"
	echo '{}' >public/policies/cmicb-clin10001/policy.json
	rm public/404.html
	build
	same "$(state_of public)" "$before"
	whole public
}

@test 'folders of other people are refused' {
	mkdir public
	echo words >public/letter.txt
	unchanged 2 build
	holds "$complaint" 'no manifest.json that policyc wrote'
	echo '{"name": "an application", "files": []}' >public/manifest.json
	unchanged 2 build
	holds "$complaint" 'no manifest.json that policyc wrote'
}

@test 'places where no site may go are refused' {
	ln -s "$BATS_TEST_TMPDIR" link
	touch file
	before=$(state_of .)
	for place in . .. / "$project" policies policies/public site/assets templates/x link link/ file ''; do
		expect 2 build -q --as-of "$TEST_DATE" -o "$place"
		holds "$complaint" 'nothing was published'
	done
	same "$(state_of .)" "$before"
}

@test 'errors in policies leave the old site' {
	build
	sed -i 's/^category:.*/category: "7"/' policies/CMICB_Clin10000.md
	unchanged 1 build --as-of "$TEST_DATE"
	holds "$output" '[bad-category]'
	unchanged 1 build --as-of "$TEST_DATE" --fail-on=never
}

@test 'faults of templates are findings, and leave the old site' {
	build
	echo '{{titel}}{{>missing}}' >>templates/policy.mustache
	echo '{{#open}}' >>templates/404.mustache
	lines=$(wc -l <templates/policy.mustache)
	unchanged 1 build --as-of "$TEST_DATE"
	holds "$output" "templates/policy.mustache:$lines:1: error: " "templates/policy.mustache:$lines:10: error: " \
		"templates/404.mustache:$(wc -l <templates/404.mustache):1: error: "
	same "$(grep -c 'templates/policy.mustache.*error' <<<"$output")" 2
	unchanged 1 build --as-of "$TEST_DATE" --format=json -j2
	same "$(jq -r 'select(.file | startswith("templates/")) | "\(.check) \(.file):\(.line):\(.column)"' <<<"$output")" \
		"syntax templates/404.mustache:$(wc -l <templates/404.mustache):1
syntax templates/policy.mustache:$lines:1
syntax templates/policy.mustache:$lines:10"
}

@test 'a template that is missing, and one that is not UTF-8' {
	build
	printf '\xff' >>templates/partials/footer.mustache
	unchanged 1 build --as-of "$TEST_DATE"
	holds "$output" 'templates/partials/footer.mustache' '[encoding]'
	rm templates/layout.mustache
	unchanged 3 build --as-of "$TEST_DATE"
	holds "$complaint" 'templates/layout.mustache could not be read: No such file'
}

@test 'a style sheet that is not built yet' {
	build
	rm build/assets/site.css
	unchanged 3 build --as-of "$TEST_DATE"
	holds "$complaint" 'build/assets/site.css' '`make style` builds it'
}

@test 'a lock stops a second build' {
	build
	mkfifo "$BATS_TEST_TMPDIR/held"
	# One process, so that the lock goes with it.
	(exec 9>.public.lock && flock 9 && echo held >"$BATS_TEST_TMPDIR/held" && exec sleep 60 3>&-) &
	holder=$!
	read -r _ <"$BATS_TEST_TMPDIR/held"
	before=$(state_of public)
	expect 2 build -q --as-of "$TEST_DATE"
	holds "$complaint" 'is being published to already' '.public.lock'
	same "$(state_of public)" "$before"
	build -o elsewhere
	kill "$holder"
	wait "$holder" || :
	build
	alone "$PWD/public"
}

@test 'of two builds at once each publishes the whole site or is refused' {
	for round in 1 2 3; do
		"$POLICYC" build -q --as-of "$TEST_DATE" >/dev/null 2>"$BATS_TEST_TMPDIR/one" &
		first=0 second=0
		"$POLICYC" build -q --as-of "$TEST_DATE" >/dev/null 2>"$BATS_TEST_TMPDIR/two" || second=$?
		wait $! || first=$?
		[[ $first$second =~ ^(00|02|20)$ ]]
		whole public
		alone "$PWD/public"
	done
}

@test 'what a killed build left goes with the next' {
	build
	mkdir -p .public.policyc-staging/policies/x
	echo half >.public.policyc-staging/policies/x/index.html
	echo 'policyc build, process 1' >.public.lock
	build
	whole public
	alone "$PWD/public"
}

@test 'a damaged site is made anew' {
	local manifest=public/manifest.json damage
	build
	cp -R public whole
	for damage in ': >' 'truncate -s 5' 'truncate -s 3000' 'truncate -s -2' 'head -c 4096 /dev/zero >'; do
		echo mine >public/mine.txt
		eval "$damage $manifest"
		expect 0 build --as-of "$TEST_DATE"
		holds "$complaint" 'public/manifest.json was empty or cut short, as after a power cut' '1 other file in public'
		same "$(cat public/mine.txt)" mine
		rm public/mine.txt
		whole public
		diff -r whole public
	done
	rm -r public/policies public/404.html
	: >public/index.html
	echo changed >>public/search.json
	expect 0 build --as-of "$TEST_DATE"
	holds "$complaint" 'missing or had been changed'
	diff -r whole public
	expect 0 build --as-of "$TEST_DATE"
	lacks "$complaint" 'missing or had been changed'
}

@test 'a folder with a manifest of another program, or an empty one alone, is refused' {
	local words
	for words in '' '{}' '[]' '{"name": "An app"}' '{"generator": "policyc 1", "files": [{"path": "../x", "sha256": ""}]}' '{'; do
		rm -rf other
		mkdir other
		printf '%s' "$words" >other/manifest.json
		echo mine >other/index.html
		expect 2 build -q --as-of "$TEST_DATE" -o other
		holds "$complaint" "somebody's work"
		same "$(cat other/index.html)" mine
	done
}

@test 'a folder that may not be written to' {
	build
	chmod 555 .
	before=$(state_of public)
	status=0
	complaint=$(bound "$POLICYC" build -q --as-of "$TEST_DATE" 2>&1 >/dev/null) || status=$?
	chmod 755 .
	same "$status" 3
	holds "$complaint" '.public.lock' 'Permission denied'
	same "$(state_of public)" "$before"
}

@test 'a folder above that may not be written to, for a first site' {
	mkdir closed
	chmod 555 closed
	status=0
	complaint=$(bound "$POLICYC" build -q --as-of "$TEST_DATE" -o closed/deep/public 2>&1 >/dev/null) || status=$?
	same "$status" 3
	holds "$complaint" 'closed/deep could not be made: Permission denied'
}

@test 'no room for a file leaves the old site' {
	build
	mkdir -p site/assets
	head -c 600000 /dev/zero >site/assets/large.bin
	before=$(state_of public)
	status=0
	# In blocks of 1024 bytes: all else fits.
	complaint=$(ulimit -f 500 && "$POLICYC" build -q --as-of "$TEST_DATE" 2>&1 >/dev/null) || status=$?
	same "$status" 3
	holds "$complaint" 'public/assets/large.bin could not be written: File too large'
	same "$(state_of public)" "$before"
	alone "$PWD/public"
	build
	cmp site/assets/large.bin public/assets/large.bin
}

@test 'files of the organisation are published, hidden ones and style sources not' {
	mkdir -p site/assets/documents site/assets/.git
	echo form >'site/assets/documents/a form.pdf'
	echo secret >site/assets/.git/config
	echo '$a: 1;' >site/assets/own.scss
	sed -i '3i documents:\n  - {kind: form, title: A form, file: "site/assets/documents/a form.pdf", lang: pl}' \
		policies/CMICB_Clin10001.md
	build
	whole public
	cmp 'site/assets/documents/a form.pdf' 'public/assets/documents/a form.pdf'
	same "$(find public -name '*.scss' -o -name '.git*')" ''
	holds "$(cat public/policies/cmicb-clin10001/index.html)" \
		'<a href="../../assets/documents/a%20form.pdf">A form</a> (Application form, in Polish)'
	lacks "$(cat public/policies/cmicb-clin10001/index.html)" 'does not say how to ask'
	holds "$(cat public/policies/cmicb-clin10002/index.html)" 'This policy does not say how to ask.'
	lacks "$(cat public/policies/cmicb-clin10002/index.html)" 'prior approval'
	holds "$(cat public/policies/cmicb-clin10001/versions/0.3/index.html)" \
		'<a href="../../../../assets/documents/a%20form.pdf">'
}

@test 'an asset of the organisation may not take the place of one of ours, nor lead out' {
	build
	mkdir -p site/assets
	echo 'body{}' >site/assets/site.css
	unchanged 2 build --as-of "$TEST_DATE"
	holds "$complaint" 'would both be assets/site.css'
	rm site/assets/site.css
	ln -s /etc/hostname site/assets/host
	unchanged 2 build --as-of "$TEST_DATE"
	holds "$complaint" 'site/assets/host is a link to ' 'which is not in site/assets/'
}

@test 'the logo has to be there' {
	build
	sed -i 's/^logo: false/logo: {file: logo.svg, alt: The logo}/' site/site.yaml
	unchanged 1 build --as-of "$TEST_DATE"
	holds "$output" 'site/site.yaml' '[document-missing]' 'logo.svg'
	mkdir -p site/assets
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >site/assets/logo.svg
	build
	holds "$(cat public/index.html)" 'src="./assets/logo.svg" alt="The logo"'
	holds "$(cat public/policies/cmicb-clin10001/index.html)" 'src="../../assets/logo.svg"'
}

# EX_002 has a version in force, an older one, one that is yet to come, one that may not be known yet, and one out for
# consultation; EX_001 and EX_003 are drafts alone; EX_004 waits for its day.
make_versions() {
	make_example
	version EX_002 0.2 ratified 2021-08 word-of-old >policies/versions/EX_002@0.2.md
	version EX_002 1.0 ratified 2025-06 word-of-now >policies/versions/EX_002@1.0.md
	version EX_002 1.1 ratified 2027-01 word-of-upcoming >policies/versions/EX_002@1.1.md
	version EX_002 1.2 ratified 2027-03 secret-of-later 'publish_from: 2026-12-24' >policies/versions/EX_002@1.2.md
	version EX_002 2.0 consultation '' secret-of-consultation \
		'documents: [{kind: consultation, title: secret-paper, file: site/assets/secret-paper.pdf}]' \
		>policies/EX_002.md
	echo secret-of-paper >site/assets/secret-paper.pdf
	version EX_003 0.9 draft '' secret-of-draft >policies/EX_003.md
	version EX_004 1.0 ratified 2026-10 secret-of-waiting 'publish_from: 2026-12-24' >policies/EX_004.md
}

@test 'which version is published, and what is said of the others' {
	make_versions
	build
	whole public
	pages=public/policies/ex-002
	same "$(ls public/policies)" ex-002
	same "$(ls "$pages/versions" | grep -v index.html | tr '\n' ' ')" '0.2 1.0 1.1 '
	holds "$(cat $pages/index.html)" word-of-now 'This policy will change.' \
		'<a href="versions/1.1/">Version 1.1</a> applies from January 2027' \
		'<a href="versions/0.2/">Version 0.2</a>: superseded' '<strong>Version 1.0</strong>: in force'
	lacks "$(cat $pages/index.html)" noindex
	holds "$(cat $pages/versions/0.2/index.html)" word-of-old 'content="noindex"' \
		'Version 0.2 applied from August 2021 to May 2025.' '<a href="../../">Read the current version</a>' \
		'<a href="../1.0/">Version 1.0</a>'
	lacks "$(cat $pages/versions/0.2/index.html)" canonical
	holds "$(cat $pages/versions/1.0/index.html)" word-of-now '<a href="../1.1/">' \
		'<link rel="canonical" href="https://policies.example.org/policies/ex-002/">'
	lacks "$(cat $pages/versions/1.0/index.html)" noindex
	holds "$(cat $pages/versions/1.1/index.html)" word-of-upcoming 'Version 1.1 applies from January 2027.' \
		'Until then, <a href="../../">version 1.0</a> applies' \
		'<link rel="canonical" href="https://policies.example.org/policies/ex-002/versions/1.1/">'
	holds "$(cat public/index.html)" '1 policy, as at' word-of-now
}

@test 'no byte of a draft, a consultation, or what may not be known yet' {
	make_versions
	build
	same "$(grep -rlE 'secret-|EX_00[134]|ex-00[134]' public)" ''
	same "$(find public -name '*secret*')" ''
	expect 0 build -q --as-of 2026-12-24
	holds "$(cat public/index.html)" secret-of-waiting
	holds "$(cat public/policies/ex-002/versions/1.2/index.html)" secret-of-later
	same "$(grep -rlE 'secret-of-(consultation|draft|paper)' public)" ''
	same "$(find public -name '*secret*')" ''
}

@test 'with --drafts they are there, and say what they are' {
	make_versions
	build --drafts
	whole public
	for page in ex-002/versions/2.0 ex-003 ex-003/versions/0.9; do
		holds "$(cat "public/policies/$page/index.html")" 'content="noindex"' 'This is a draft'
	done
	[ -e public/assets/secret-paper.pdf ]
	holds "$(cat public/policies/ex-002/index.html)" word-of-now '<strong>Version 1.0</strong>: in force' \
		'<a href="versions/2.0/">Version 2.0</a>: draft for consultation'
	holds "$(cat public/index.html)" secret-of-draft secret-of-waiting
	build
	same "$(grep -rl secret- public)" ''
	same "$(find public -name '*secret*')" ''
}

@test 'whom a policy is for, and how it is asked for' {
	make_example
	version EX_002 1.0 ratified 2025-06 one 'applies_to: {places: [north, south], age_from: 16 years, sex: female}' \
		'route: [ifr, prior_approval]' 'summary: In short.' >policies/EX_002.md
	version EX_003 1.0 ratified 2025-06 two 'applies_to: {places: [north], age_from: 18 years, age_under: 40 years, sex: male}' \
		>policies/EX_003.md
	build
	holds "$(cat public/policies/ex-002/index.html)" '>Women and girls aged 16 years and over<' 'North and South' \
		'<p>Individual funding request</p>' '<p>Prior approval</p>' '<meta name="description" content="In short.">'
	holds "$(cat public/policies/ex-003/index.html)" '>Men aged 18 years and over, and under 40 years<' \
		'<meta name="description" content="Applies to all. EX_003, version 1.0: About two">'
	lacks "$(cat public/policies/ex-003/index.html)" 'How to ask for it'
}

@test 'policies stand under the first letter of their titles' {
	make_example
	number=2
	for title in 'zebra' 'Écran' '3D printing' '“Quoted” words' 'echo' 'Ω'; do
		version "EX_00$number" 1.0 ratified 2025-06 x | sed "s/^title:.*/title: $title/" >"policies/EX_00$number.md"
		number=$((number + 1))
	done
	build
	same "$(sed -nE 's/.*(nhsuk-card__heading">|bold" href=".\/policies[^>]*>)([^<]*)<.*/\2/p' public/index.html | tr '\n' '|')" \
		'0–9|3D printing|E|echo|Écran|Q|“Quoted” words|Z|zebra|Other|Ω|'
	same "$(grep -o 'href="#letter-[^"]*"' public/index.html | tr '\n' ' ')" \
		'href="#letter-0" href="#letter-e" href="#letter-q" href="#letter-z" href="#letter-other" '
	grep -q 'id="letter-other"' public/index.html
}

@test 'a withdrawn policy says so' {
	sed -i -e 's/^status:.*/status: withdrawn/' \
		-e '3i withdrawn: {date: 2026-10-01, reason: The evidence changed., replaced_by: CMICB_Clin10001}' \
		policies/CMICB_Clin10002.md
	build
	holds "$(cat public/policies/cmicb-clin10002/index.html)" 'This policy was withdrawn on 1 October 2026.' \
		'The evidence changed.' '<a href="../../policies/cmicb-clin10001/">CMICB_Clin10001</a>'
}

@test 'an address of the site' {
	build --base-url https://example.org/policies/
	page=public/policies/cmicb-clin10001
	for file in $page/index.html $page/versions/0.3/index.html; do
		holds "$(cat $file)" '<link rel="canonical" href="https://example.org/policies/policies/cmicb-clin10001/">'
	done
	holds "$(cat public/index.html)" '<link rel="canonical" href="https://example.org/policies/">'
	same "$(jq -r .url $page/policy.json)" https://example.org/policies/policies/cmicb-clin10001/
	holds "$(cat public/404.html)" 'href="/policies/assets/site.css"'
	lacks "$(cat public/404.html)" canonical
	build
	lacks "$(cat $page/index.html public/index.html)" canonical
	holds "$(cat public/404.html)" 'href="/assets/site.css"'
	expect 2 build --base-url example.org
	for address in 'https://example.org/?page=1' 'https://name:word@example.org' 'https://example.org/#here' 'https://'; do
		expect 2 build --base-url "$address"
	done
}

# bats test_tags=slow
@test 'kill -9 at 20 random moments leaves the old site or the new one' {
	"$BATS_TEST_DIRNAME/kill_test.sh" "$BATS_TEST_TMPDIR/kill" 20
}

@test 'policies on the same guidance: each page names twelve others, and how many more there are' {
	make_suite 20
	build
	for number in 10000 10019; do # the first and the last; 15 of the 20 rest on NG59
		page=public/policies/cmicb-clin$number/index.html
		section=$(sed -n '/same guidance</,/<\/dl>/p' "$page" | sed -n '/NICE NG59</,/<\/dd>/p')
		same "$(grep -c '<li><a href="[./]*policies/cmicb-clin' <<<"$section")" 12
		same "$(grep -o '<li><a[^>]*>' <<<"$section" | sort -u | wc -l)" 12
		lacks "$section" "cmicb-clin$number/"
		holds "$section" '<li>and 2 more</li>'
	done
}
