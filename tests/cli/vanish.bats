# Nothing that was published vanishes without a word: what was not read whole, policies and versions that the sources no
# longer have, and addresses that no version stands behind any more.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
	as_of=(--as-of "$TEST_DATE")
}

severity() {
	sed -i "/^checks:/a \\  $1: \"$2\"" site/site.yaml
}

@test 'a version that was not read whole stops the build, whatever severity its finding has' {
	local case check
	build
	cp -R public "$BATS_TEST_TMPDIR/before"
	cp -R policies "$BATS_TEST_TMPDIR/policies"
	for case in off info warning; do
		for check in syntax encoding bad-value bad-date limit; do
			rm -rf policies
			cp -R "$BATS_TEST_TMPDIR/policies" policies
			case $check in
			syntax) printf '\n#### Too deep\n' >>policies/versions/FEL_101@1.md ;;
			encoding) printf '\n1. A\x0bB\n' >>policies/FEL_102.md ;;
			bad-value) sed -i 's/^status: .*/status: ratifed/' policies/versions/FEL_101@1.md ;;
			bad-date) sed -i 's/^version: .*/&\npublish_from: 2027-13-45/' policies/FEL_102.md ;;
			limit) head -c 70000 /dev/zero | tr '\0' x >>policies/FEL_103.md ;;
			esac
			cp site/site.yaml "$BATS_TEST_TMPDIR/site.yaml"
			severity "$check" "$case"
			expect 1 build "${as_of[@]}"
			holds "$complaint" 'could not be read whole' "($check)" 'nothing was published'
			diff -r public "$BATS_TEST_TMPDIR/before"
			cp "$BATS_TEST_TMPDIR/site.yaml" site/site.yaml
		done
	done
}

gone() {
	expect 1 build "${as_of[@]}"
	holds "$output" "$@" '[policy-gone]'
	holds "$complaint" 'nothing was published'
}

@test 'a policy or a kept version that is no longer in the sources stops the build' {
	build
	cp -R public "$BATS_TEST_TMPDIR/before"
	mv policies/FEL_102.md "$BATS_TEST_TMPDIR"
	mv policies/versions/FEL_101@2.md "$BATS_TEST_TMPDIR"
	gone 'policies/FEL_102.md:1:1: error: version ' ' of FEL_102 is in ' \
		'policies/versions/FEL_101@2.md:1:1: error: version 2 of FEL_101 is in public and no longer in the sources'
	same "$(grep -c 'policy-gone' <<<"$output")" 2
	diff -r public "$BATS_TEST_TMPDIR/before"
	expect 1 check "${as_of[@]}"
	holds "$output" '[policy-gone]'
	# It may be a warning, if the board says so, and then it goes.
	severity policy-gone warning
	build
	[ ! -e public/policies/fel-102 ]
}

@test 'one whose status is a draft again is gone, and one that can not be read is not' {
	build
	sed -i 's/^status: .*/status: draft/; /^date_ratified/d; /^date_published/d' policies/FEL_102.md
	gone 'of FEL_102 is in public'
	printf 'No front matter.\n' >policies/FEL_102.md
	expect 1 build "${as_of[@]}"
	lacks "$output" '[policy-gone]'
}

@test 'a ref that a policy had before is not gone, and another day takes nothing away' {
	build
	git mv 2>/dev/null || :
	mv policies/FEL_102.md policies/FEL_202.md
	sed -i 's/^ref: FEL_102/ref: FEL_202\nprevious_refs: [FEL_102]/' policies/FEL_202.md
	expect 0 build -q "${as_of[@]}"
	expect 0 build -q --as-of 2019-01-01
	expect 0 build -q "${as_of[@]}"
}

@test 'a site with drafts says so and is never compared' {
	sed 's/FEL_102/FEL_900/; s/^status: .*/status: draft/; /^date_ratified/d; /^date_published/d; /^redirect_from/d; /^withdrawn/d' \
		policies/FEL_102.md >policies/FEL_900.md
	build --drafts
	same "$(jq .drafts public/manifest.json)" true
	rm policies/FEL_900.md policies/versions/FEL_101@2.md
	build
	same "$(jq .drafts public/manifest.json)" false
}

@test 'the site of another organisation is not replaced' {
	build
	sed -i 's/ods: QZZ/ods: QZY/; s/name: Fellside Integ.*/name: Otherside ICB/' site/site.yaml
	expect 2 build "${as_of[@]}"
	holds "$complaint" 'public holds the site of Fellside Integrated Care Board'
	build -o other
}

@test 'what published names is compared too: a folder, data, a revision' {
	build -o "$BATS_TEST_TMPDIR/live"
	git init -q && git add -A && git commit -qm one
	rm policies/versions/FEL_101@2.md
	cp site/site.yaml "$BATS_TEST_TMPDIR/site.yaml"
	for name in "$BATS_TEST_TMPDIR/live" "$BATS_TEST_TMPDIR/live/data/policies.ndjson" HEAD; do
		{
			cat "$BATS_TEST_TMPDIR/site.yaml"
			echo "published: $name"
		} >site/site.yaml
		expect 1 check "${as_of[@]}"
		holds "$output" 'policies/versions/FEL_101@2.md:1:1: error: version 2 of FEL_101 is in ' '[policy-gone]'
		same "$(grep -c ' error: ' <<<"$output")" 1
	done
}

@test 'a kept version and a shared block are compared with what was published' {
	local name
	echo 'published: {site: previous}' >>site/site.yaml
	build
	cp -R public "$BATS_TEST_TMPDIR/live"
	git init -q && git add -A && git commit -qm one
	build
	sed -i 's/^## .*/&\n\nWords that nobody ratified.\n/' policies/versions/FEL_101@2.md
	expect 1 build "${as_of[@]}"
	holds "$output" 'policies/versions/FEL_101@2.md:' 'the site in public has other words as version 2 of FEL_101' \
		'[unversioned-change]'
	same "$(grep -c 'error: .*unversioned-change' <<<"$output")" 1
	for name in "$BATS_TEST_TMPDIR/live" HEAD; do
		sed -i '$d' site/site.yaml
		echo "published: $name" >>site/site.yaml
		expect 1 check "${as_of[@]}"
		holds "$output" 'has other words as version 2 of FEL_101'
	done
	git checkout -q policies
	sed -i 's/^1\. /1. Always: /' policies/shared/core-criteria@2019.md
	expect 1 check "${as_of[@]}"
	holds "$output" 'policies/shared/core-criteria@2019.md:' 'has other words as shared block core-criteria@2019'
	same "$(grep -c 'unversioned-change' <<<"$output")" 1
}

# stub REF [LINE…]: a policy that was removed.
stub() {
	printf -- '---\nref: %s\ntitle: A policy that was\nremoved: {date: 2026-03-01, reason: It named a patient.%s}\n---\n' "$1" "$2"
}

@test 'a removed policy answers for ever, and its versions stay' {
	build
	mv policies/FEL_101.md policies/versions/FEL_101@3.md
	stub FEL_101 '' >policies/FEL_101.md
	build
	whole public
	holds "$(words_of public/policies/fel-101/index.html)" 'This policy was removed on 1 March 2026.' \
		'It named a patient.' 'Version 3 was the last that applied'
	jq -e '."$schema" == "urn:policyc:schema:1:standing" and .version == null and .ref == "FEL_101" and
		.ended == {on: "2026-03-01", reason: "It named a patient.", by: null, how: "removed"} and
		.announced == null and (.versions | map(.version)) == ["3", "2.1", "2", "1.1", "1"] and
		.versions[0].in_force.to == "2026-02-28"' public/policies/fel-101/policy.json
	holds "$(words_of public/policies/fel-101/versions/3/index.html)" 'The policy was removed on 1 March 2026'
	[ -e public/policies/fel-101/versions/1/policy.json ]
	lacks "$(<public/search.json)" FEL_101
	# The stub has to stay, and so have the versions.
	rm policies/versions/FEL_101@1.md
	gone 'version 1 of FEL_101'
	rm policies/FEL_101.md policies/versions/FEL_101*
	gone 'version 2.1 of FEL_101'
}

@test 'versions that are gone are shown nowhere, and the address still answers' {
	build
	mv policies/FEL_101.md policies/versions/FEL_101@3.md
	stub FEL_101 ', versions: gone' >policies/FEL_101.md
	build
	[ ! -e public/policies/fel-101/versions/3 ]
	jq -e '.versions == [] and .version == null' public/policies/fel-101/policy.json
	rm policies/versions/FEL_101*
	build
	holds "$(words_of public/policies/fel-101/index.html)" 'This policy was removed on 1 March 2026.'
	grep -qF '/policies/fel-101/versions/* /policies/fel-101/ 301' public/_redirects
	rm policies/FEL_101.md
	gone 'FEL_101 is in public and no longer in the sources'
}

@test 'a stub holds nothing else' {
	stub FEL_101 ', more: 1' | sed 's/^title/version: "1"\n&/' >policies/FEL_101.md
	printf '\n## Words\n' >>policies/FEL_101.md
	expect 1 check "${as_of[@]}"
	holds "$output" 'policies/FEL_101.md:3:1: error: "version"' '[unknown-key]' \
		'has no words below its front matter'
}

@test 'where no version applies on the day, the address says so and leads on' {
	build --as-of 2026-11-21
	sed -i 's/^version: .*/&\neffective_to: 2026-06-30/' policies/FEL_101.md
	build
	holds "$(words_of public/policies/fel-101/index.html)" 'No version of this policy applies since 1 July 2026.' \
		'was the last that applied'
	jq -e '.version == null and .ended.on == "2026-07-01" and .announced == null' public/policies/fel-101/policy.json
	holds "$(<public/policies/fel-101/versions/index.html)" 'href="../"'
	expect 0 build -q --as-of 2010-01-01 -o early
	[ -e early/policies/fel-101/index.html ]
	jq -e '.version == null and .ended == null and .announced.version == .versions[-1].version' \
		early/policies/fel-101/policy.json
}

@test 'every address below a ref that a policy had before leads on, with rules and without' {
	mv policies/FEL_101.md policies/FEL_201.md
	for file in policies/versions/FEL_101@*; do mv "$file" "${file/FEL_101/FEL_201}"; done
	sed -i 's/^ref: FEL_101/ref: FEL_201\nprevious_refs: [FEL_101]/' policies/FEL_201.md policies/versions/FEL_201@*
	sed -i '2i redirect_from: [/old/backs/, /old/page.html, /old/backs.pdf]' policies/FEL_201.md
	expect 0 build "${as_of[@]}"
	holds "$complaint" '1 old address leads on only where the host reads _redirects or _nginx.conf: /old/backs.pdf'
	whole public
	grep -qx '/policies/fel-101/\* /policies/fel-201/:splat 301' public/_redirects
	grep -qxF 'location ~ "^/policies/fel-101/(.*)$" { return 301 "/policies/fel-201/$1"; }' public/_nginx.conf
	local below
	(cd public/policies/fel-201 && find . -name index.html -o -name '*.json' -o -name '*.xml') | while read -r below; do
		if [ "${below##*/}" = index.html ]; then
			target=$(grep -o 'href="[^"]*"' "public/policies/fel-101/$below" | cut -d '"' -f 2)
			[ "public/policies/fel-101/${below%index.html}$target" -ef "public/policies/fel-201/${below%index.html}" ]
		else
			cmp "public/policies/fel-101/$below" "public/policies/fel-201/$below"
		fi
	done
	[ "public/old/backs/$(grep -o 'href="[^"]*"' public/old/backs/index.html | cut -d '"' -f 2)" -ef public/policies/fel-201 ]
	[ "public/old/$(grep -o 'href="[^"]*"' public/old/page.html | cut -d '"' -f 2)" -ef public/policies/fel-201 ]
	[ ! -e public/old/backs.pdf ]
	# Nothing changes, nothing is made anew.
	expect 0 build "${as_of[@]}"
	lacks "$complaint" 'made anew'
	# A ref that is claimed no more would vanish.
	sed -i '/^previous_refs/d' policies/FEL_201.md policies/versions/FEL_201@*
	gone 'of fel-101 is in public'
}

@test 'revise --remove and --withdraw' {
	build
	cp policies/FEL_101.md "$BATS_TEST_TMPDIR/before.md"
	expect 2 revise FEL_101 --remove --withdraw
	expect 2 revise FEL_101 --reason x
	expect 0 revise FEL_101 --remove "${as_of[@]}"
	cmp policies/versions/FEL_101@3.md "$BATS_TEST_TMPDIR/before.md"
	holds "$complaint" 'Fill in the reason'
	expect 1 build "${as_of[@]}"
	holds "$output" '[missing-field]'
	sed -i 's/reason: .*/reason: It named a patient./' policies/FEL_101.md
	build
	holds "$(words_of public/policies/fel-101/index.html)" 'removed on 21 November 2026. It is no longer published. It named'
	expect 2 revise FEL_101 --remove
	holds "$complaint" 'was removed, so there is nothing to revise'
	cp "$BATS_TEST_TMPDIR/before.md" policies/FEL_101.md
	rm policies/versions/FEL_101@3.md
	expect 0 revise FEL_101 --withdraw --reason 'Care is "better" now' --replaced-by FEL_103 "${as_of[@]}"
	same "$(diff "$BATS_TEST_TMPDIR/before.md" policies/FEL_101.md | grep '^[<>]')" '< status: ratified
> status: withdrawn
> withdrawn:
>   date: 2026-11-21
>   reason: "Care is \"better\" now"
>   replaced_by: "FEL_103"'
	build
	holds "$(words_of public/policies/fel-101/index.html)" 'This policy was withdrawn on 21 November 2026.' 'FEL_103'
	expect 2 revise FEL_101 --withdraw
}
