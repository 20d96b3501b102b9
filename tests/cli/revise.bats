# policyc revise: the current version put by, the next opened as a draft, and never a byte lost.

load lib
load site
load versions

setup() {
	make_versions
	before=$(cat policies/FEL_101.md)
}

revise() {
	expect "$1" revise "${@:2}" --as-of "$TEST_DATE"
}

# changes FILE: the lines of a file that differ from its copy, as diff shows them without places.
changes() {
	diff "$2" "$1" | grep '^[<>]'
}

@test 'the ratified version is kept byte for byte, and what is there now is the next draft' {
	revise 0 FEL_101
	same "$(cat policies/versions/FEL_101@3.md)" "$before"
	same "$(changes policies/FEL_101.md policies/versions/FEL_101@3.md)" '< status: ratified
< version: "3"
< date_ratified: 2026-05-11
< date_published: 2026-05-18
< effective_from: 2026-06-01
< last_reviewed: 2026-05
< review_date: 2029-05
> status: draft
> version: "4"
> date_ratified: # to fill in
> date_published: # to fill in
> # effective_from: 2026-06-01
> last_reviewed: # to fill in
> review_date: # to fill in
>   - version: "4"
>     date: 2026-11 # to fill in
>     changes: "To be written before this version is ratified."'
	same "$output" ''
	holds "$complaint" 'version 3 of FEL_101 is kept as policies/versions/FEL_101@3.md' \
		'policies/FEL_101.md is now the draft of version 4'
	expect 0 check --level=info --as-of "$TEST_DATE"
	expect 0 revise -q FEL_103
	same "$complaint" ''
}

@test 'what is forgotten in a draft is found as soon as it is no draft' {
	expect 0 revise -q FEL_101
	sed -i 's/^status: draft/status: ratified/; s/^date_ratified:.*/date_ratified: 2026-11/' policies/FEL_101.md
	expect 1 check --as-of "$TEST_DATE" policies/FEL_101.md
	for key in date_published last_reviewed review_date date; do
		holds "$output" "\"$key\" is still marked to be filled in"
	done
	holds "$output" '"To be written" was left for words that are still to be written'
}

@test 'the site is as it was' {
	build
	cp -R public before
	revise 0 FEL_101
	build
	diff -r before public
}

@test 'which version comes next, and another that is asked for' {
	revise 0 FEL_105
	holds "$complaint" 'the draft of version 1.2'
	revise 0 policies/FEL_101.md --version 3.0.1
	holds "$complaint" 'the draft of version 3.0.1'
	sed -i 's/^version: .*/version: 0.9/' policies/versions/FEL_103@1.md
	mv policies/versions/FEL_103@1.md policies/FEL_103.md
	revise 0 FEL_103
	holds "$(cat policies/FEL_103.md)" 'version: 1.0
'
	sed -i 's/^version: .*/version: one/; s/^status: .*/status: ratified/' policies/FEL_103.md
	revise 2 FEL_103
	holds "$complaint" 'say it with --version'
}

@test 'comments, allow and the layout stay; words of document control that were the old version''s become comments' {
	cp -R "$BATS_TEST_DIRNAME/../../policies/." policies/
	cp "$BATS_TEST_DIRNAME"/../../templates/profiles/cm-* templates/profiles/
	sed -i 's/^version: "0.3"/version: "0.3" # as the board numbers it/; s/^date_ratified: 2025-05/& # by e-mail/' \
		policies/CMICB_Clin055.md
	before=$(cat policies/CMICB_Clin055.md)
	revise 0 CMICB_Clin055
	same "$(cat policies/versions/CMICB_Clin055@0.3.md)" "$before"
	same "$(changes policies/CMICB_Clin055.md policies/versions/CMICB_Clin055@0.3.md)" '< status: ratified
< version: "0.3" # as the board numbers it
< date_ratified: 2025-05 # by e-mail
< date_published: 2025-06
> status: draft
> version: "1.0" # as the board numbers it
> date_ratified: # to fill in # by e-mail
> date_published: # to fill in
< last_reviewed: 2025-05
> last_reviewed: # to fill in
< review_date: 2030-06
> review_date: # to fill in
<   version: Version 0.3, May 2025
<   date_published: June 2025 – (Website)
>   # version: Version 0.3, May 2025
>   # date_published: June 2025 – (Website)
>   - version: "1.0"
>     date: 2026-11 # to fill in
>     changes: "To be written before this version is ratified."'
}

@test 'lines that end in CR LF, maps in braces, histories that are empty or missing' {
	sed -i 's/$/\r/' policies/FEL_101.md
	sed -i 's/^cross_references: .*/document_control: {version: "Version 2", author: Us, date_ratified: Nov 2026}/' \
		policies/FEL_103.md
	sed -i '/^history:/,/^summary:/{/^summary:/!d}; s/^summary:/history: []\n&/' policies/FEL_103.md
	sed -i '/^history:/,/^summary:/{/^summary:/!d}' policies/FEL_102.md
	sed -i '/^history:/,/^summary:/{/^summary:/!d}; s/^summary:/history: [{version: 1.1, date: 2026-11, changes: One}]\n&/' \
		policies/FEL_105.md
	for ref in FEL_101 FEL_102 FEL_103 FEL_105; do
		cp "policies/$ref.md" before.md
		revise 0 "$ref"
		cmp before.md "policies/versions/$ref@$(sed -n 's/^version: "\([0-9.]*\)".*/\1/p' before.md).md"
		expect 0 show "policies/$ref.md" --as json --as-of "$TEST_DATE"
		same "$(jq -r '.status, .history[-1].changes[0]' <<<"$output")" \
			$'draft\nTo be written before this version is ratified.'
	done
	same "$(grep -c $'\r$' policies/FEL_101.md) $(grep -vc $'\r$' policies/FEL_101.md)" "$(wc -l <policies/FEL_101.md) 0"
	grep -qxF 'document_control: {author: Us}' policies/FEL_103.md
}

@test 'what makes no sense is refused, and nothing is changed' {
	local state
	printf 'other words\n' >policies/versions/FEL_103@2.md
	rm policies/FEL_105.md
	sed -i 's/^title: .*/title: "open/' policies/FEL_102.md
	state=$(state_of .)
	revise 2 FEL_104
	holds "$complaint" 'policies/FEL_104.md is already a draft (version 2)'
	revise 2 FEL_106
	holds "$complaint" 'already a draft (version 0.1)'
	revise 2 FEL_101 --version 3
	holds "$complaint" 'version 3 does not come after version 3 (policies/FEL_101.md)' 'give a later one'
	revise 2 FEL_101 --version 2.5
	holds "$complaint" 'version 2.5 does not come after version 3'
	revise 2 FEL_101 --version ../x
	holds "$complaint" 'numbers with dots between them'
	revise 2 FEL_103
	holds "$complaint" 'policies/versions/FEL_103@2.md is there already and holds other words' 'never written over'
	revise 2 FEL_105
	holds "$complaint" 'there is no policies/FEL_105.md to revise'
	revise 1 FEL_102
	holds "$complaint" '`policyc check policies/FEL_102.md` says what is wrong'
	revise 2 FEL_1010
	holds "$complaint" 'there is no policy FEL_1010; did you mean FEL_101?'
	revise 2
	revise 2 FEL_101 FEL_103
	expect 2 -C /tmp revise FEL_101
	holds "$complaint" 'no folder at or above it holds site/site.yaml'
	same "$(state_of .)" "$state"
}

@test 'from another folder' {
	cd /
	expect 0 -C "$project" revise FEL_101 -q --as-of "$TEST_DATE"
	[ -e "$project/policies/versions/FEL_101@3.md" ]
}

@test 'folders and files that can''t be written' {
	local status=0
	chmod a-w policies/versions
	complaint=$(bound "$POLICYC" revise FEL_101 2>&1) || status=$?
	chmod u+w policies/versions
	same "$status" 3
	holds "$complaint" 'policies/versions/FEL_101@3.md could not be written' 'nothing was changed'
	same "$(cat policies/FEL_101.md)" "$before"
	[ ! -e policies/versions/FEL_101@3.md ]
	chmod a-w policies
	status=0
	complaint=$(bound "$POLICYC" revise FEL_101 2>&1) || status=$?
	chmod u+w policies
	same "$status" 3
	holds "$complaint" 'policies/FEL_101.md could not be written' 'run the command again'
	same "$(cat policies/FEL_101.md)" "$before"
	same "$(cat policies/versions/FEL_101@3.md)" "$before"
	# What stands in the copy's place can't be read.
	mv policies/versions/FEL_101@3.md ..
	mkdir policies/versions/FEL_101@3.md
	revise 3 FEL_101
	holds "$complaint" "policies/versions/FEL_101@3.md is there already and can't be read: it is a folder"
	rmdir policies/versions/FEL_101@3.md
	mv ../FEL_101@3.md policies/versions/
	# A disk that is full, once the copy is there and before it is.
	for copy in there absent; do
		[ $copy = there ] || rm policies/versions/FEL_101@3.md
		status=0
		complaint=$(ulimit -f 1 && "$POLICYC" revise FEL_101 2>&1) || status=$?
		same "$status" 3
		holds "$complaint" 'could not be written: File too large'
		same "$(cat policies/FEL_101.md)" "$before"
	done
	[ ! -e policies/versions/FEL_101@3.md ]
	same "$(find . -name '*policyc*' -o -name '.*' ! -name .)" ''
	revise 0 FEL_101
}

@test 'killed at each step, it loses no byte, and a second run ends what the first began' {
	local at killed=0 left= status after
	gcc -shared -fPIC -o "$BATS_TEST_TMPDIR/kill_at.so" "$BATS_TEST_DIRNAME/kill_at.c" -ldl
	rm -rf policies/versions
	cp -R policies "$BATS_TEST_TMPDIR/policies"
	revise 0 FEL_101
	after=$(cat policies/FEL_101.md)
	nobodys_git
	git init -q .
	cp "$BATS_TEST_DIRNAME/../../.gitignore" .
	for ((at = 1; at < 40; at++)); do
		rm -rf policies
		cp -R "$BATS_TEST_TMPDIR/policies" policies
		status=0
		KILL_AT=$at LD_PRELOAD=$BATS_TEST_TMPDIR/kill_at.so "$POLICYC" revise -q FEL_101 --as-of "$TEST_DATE" || status=$?
		[ "$status" != 0 ] || break
		same "$status" 137
		killed=$((killed + 1))
		# Half a file that was left is none that git would take.
		left+=$(git status --porcelain --ignored --untracked-files=all policies)
		lacks "$(git status --porcelain --untracked-files=all policies)" .policyc-
		if [ "$(cat policies/FEL_101.md)" = "$after" ]; then
			same "$(cat policies/versions/FEL_101@3.md)" "$before"
			continue
		fi
		same "$(cat policies/FEL_101.md)" "$before"
		[ ! -e policies/versions/FEL_101@3.md ] || same "$(cat policies/versions/FEL_101@3.md)" "$before"
		revise 0 FEL_101
		same "$(cat policies/FEL_101.md)" "$after"
		same "$(cat policies/versions/FEL_101@3.md)" "$before"
	done
	# The folder, and for each of the two files its bytes, their way to the disk, its name.
	[ "$killed" -ge 7 ]
	holds "$left" /.policyc-
	[ "$status" = 0 ]
}
