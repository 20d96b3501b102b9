# What no policy should be: each is a finding at its place and exit status 1; nothing crashes, and nothing takes long.

load lib

setup() {
	make_project
	policy=policies/EX_001.md
}

# repeat N WORDS: the words again and again, on one line without its end.
repeat() {
	yes -- "$2" | head -n "$1" | tr -d '\n'
}

# body: the policy with standard input as its body, which begins in line 9.
body() {
	{
		front_matter EX_001
		printf -- '---\n'
		cat
	} >"$policy"
}

@test 'front matter that is never closed' {
	{
		front_matter EX_001
		printf '\n## Introduction\n\n1. Words.\n'
	} >"$policy"
	finds 1 yaml "$policy:1:1"
}

@test 'front matter that is never closed, and nothing after it' {
	front_matter EX_001 >"$policy"
	finds 1 yaml "$policy:1:1"
}

@test 'keys twice' {
	good_policy EX_001 'title: Another' 'x_owner: {a: 1, a: 2}' >"$policy"
	finds 1 yaml "$policy:8:1" "$policy:9:17"
}

@test 'aliases that grow without end' {
	{
		printf -- '---\na: &a [x, x, x, x, x, x, x, x, x, x]\n'
		for letter in b c d e f g h; do
			previous=$(printf %s "$letter" | tr b-h a-g)
			printf '%s: &%s [%s]\n' "$letter" "$letter" "$(repeat 9 "*$previous, ")*$previous"
		done
		printf -- '---\n'
	} >"$policy"
	finds 1 yaml "$policy:4:32"
}

@test '100 KB of [ in front matter, on one line' {
	good_policy EX_001 "keywords: $(repeat 100000 '[')" >"$policy"
	finds 1 limit "$policy:8:65537"
}

@test '100 KB of [ in front matter, over many lines' {
	{
		front_matter EX_001
		printf 'keywords:\n'
		yes "  $(repeat 50 '[')" | head -n 2000
		printf -- '---\n'
	} >"$policy"
	finds 1 limit "$policy:10:16"
}

@test '100 KB of [ in the body, on one line' {
	repeat 100000 '[' | body
	finds 1 limit "$policy:9:65537"
}

@test '100 KB of [ in the body, over many lines' {
	yes "$(repeat 100 '[')" | head -n 1000 | body
	finds 1 limit "$policy:19:1"
}

@test 'a tag' {
	good_policy EX_001 'keywords: !!python/object:os.system [ls]' >"$policy"
	finds 1 yaml "$policy:8:11"
}

@test 'a tab as indentation of front matter' {
	good_policy EX_001 'history:' $'\t- version: "0.1"' >"$policy"
	finds 1 yaml "$policy:9:1"
}

@test 'a fault behind tabs' {
	printf '## Introduction\n\n1.\tWords\twith &#1; inside.\n' | body
	finds 1 encoding "$policy:11:15"
}

@test 'lines that end in CR LF have their faults at the same places' {
	good_policy EX_001 'title: Another' | sed 's/$/\r/' >"$policy"
	printf '2. <b>Words</b>\r\n' >>"$policy"
	finds 1 yaml "$policy:8:1"
	finds 1 raw-html "$policy:14:4"
}

@test 'lines that end in CR alone' {
	good_policy EX_001 'title: Another' | tr '\n' '\r' >"$policy"
	finds 1 yaml "$policy:8:1"
}

@test 'a byte order mark at the start moves no column' {
	{
		printf '\xef\xbb\xbf'
		good_policy EX_001 'title: Another'
	} >"$policy"
	finds 1 yaml "$policy:8:1"
}

@test 'a byte order mark inside' {
	printf '## Introduction\n\n1. A\xef\xbb\xbfB\n' | body
	finds 1 encoding "$policy:11:5"
}

@test 'bytes that are no UTF-8' {
	printf '## Introduction\n\n1. Caf\xe9\n1. \xc0\xaf\n1. \xed\xa0\x80\n1. \xf5\x80\x80\x80\n1. half \xe2\x82' | body
	finds 1 encoding "$policy:11:7"
	# Where one byte is wrong many are, and one mend does for all: one finding, with the other lines as its notes.
	same "$(jq -r 'select(.check == "encoding") | [.notes[].line] | join(" ")' "$BATS_TEST_TMPDIR/output")" '12 13 14 15'
}

@test 'UTF-16' {
	good_policy EX_001 | iconv -t UTF-16 >"$policy"
	finds 1 encoding "$policy:1:1"
}

@test 'NUL' {
	printf '## Introduction\n\n1. A\0B\n' | body
	finds 1 encoding "$policy:11:5"
}

@test 'a megabyte of NUL' {
	head -c 1000000 /dev/zero >"$policy"
	finds 1 encoding "$policy:1:1"
}

@test 'a megabyte of chance' {
	# The same bytes each time.
	LC_ALL=C awk 'BEGIN {
		for (value = 1; count < 1000000; count++) {
			value = (value * 69069 + 1) % 4294967296
			printf "%c", int(value / 16777216)
		}
	}' >"$policy"
	[ "$(stat -c %s "$policy")" = 1000000 ]
	finds 1 encoding
}

@test 'control characters by entity and by escape' {
	{
		front_matter EX_001 'subtitle: "a\x01b"'
		printf -- '---\n\n## Introduction\n\n1. A&#11;B &#x1F; &#0; &#xD800; &#xFFFE; &#x110000; &#99999999999;\n'
	} >"$policy"
	finds 1 encoding "$policy:8:11" "$policy:13:5" "$policy:13:12" "$policy:13:19" "$policy:13:24" "$policy:13:33"
}

@test 'a line of 4 MiB' {
	repeat 4194304 x | body
	finds 1 limit "$policy:1:1"
}

@test 'a line of 100 KB' {
	repeat 100000 x | body
	finds 1 limit "$policy:9:65537"
}

@test 'quotations 10,000 deep' {
	{
		repeat 10000 '> '
		echo words
	} | body
	finds 1 limit "$policy:9:129"
}

@test 'lists 10,000 deep, on one line' {
	{
		repeat 10000 '- '
		echo words
	} | body
	finds 1 limit "$policy:9:129"
}

@test 'lists 1,000 deep, each on its line' {
	for ((i = 0; i < 1000; i++)); do
		printf '%*s- words\n' $((2 * i)) ''
	done | body
	finds 1 limit
}

@test 'a row of a table of 104 KB' {
	{
		printf '## Introduction\n\n'
		repeat 26000 '| a '
		printf '|\n'
		repeat 26000 '| - '
		printf '|\n'
	} | body
	finds 1 limit "$policy:11:65537" "$policy:12:65537"
}

@test 'a row of a table of 60 KB' {
	{
		printf '## Introduction\n\n'
		repeat 15000 '| a '
		printf '|\n'
		repeat 15000 '| - '
		printf '|\n'
	} | body
	finds 1 limit "$policy:12:1"
}

@test 'a table of 100,000 rows' {
	{
		printf '## Introduction\n\n| a | b |\n| - | - |\n'
		yes '|x|y|' | head -n 100000
	} | body
	finds 1 limit
}

@test '300 KB of ![[]()' {
	repeat 50000 '![[]()' | body
	finds 1 limit "$policy:9:65537"
	yes "$(repeat 100 '![[]()')" | head -n 500 | body
	finds 1 limit
}

@test 'other marks by the hundred thousand' {
	local marks
	for marks in '*a_ ' '<a ' '`' '``` ' '&amp' '[^1]' '](' '<!-- ' '\\' '{{include a@1}} ' '{' '{all}'; do
		yes "$(repeat 100 "$marks")" | head -n 500 | body
		status=0
		policyc check --format=json --level=info >"$BATS_TEST_TMPDIR/output" 2>"$BATS_TEST_TMPDIR/complaint" ||
			status=$?
		echo "$marks: exit status $status"
		[ "$status" -le 1 ]
		jq -e . "$BATS_TEST_TMPDIR/output" >"$BATS_TEST_TMPDIR/findings" || [ ! -s "$BATS_TEST_TMPDIR/output" ]
		[ ! -s "$BATS_TEST_TMPDIR/complaint" ]
	done
}

@test 'includes that go round' {
	mkdir policies/shared
	block a 1 '{{include b@1}}'
	block b 1 '{{include c@1}}'
	block c 1 '{{include a@1}}'
	printf '## Introduction\n\n{{include a@1}}\n' | body
	finds 1 include-cycle policies/shared/c@1.md:7:1
}

block() {
	printf -- '---\nblock: %s\nedition: "%s"\ntitle: A block\n---\n\n%s\n' "$1" "$2" "$3" >"policies/shared/$1@$2.md"
}

@test 'includes 20 deep' {
	mkdir policies/shared
	for ((i = 1; i < 20; i++)); do
		block "a$i" 1 "{{include a$((i + 1))@1}}"
	done
	block a20 1 '1. The last.'
	printf '## Introduction\n\n{{include a1@1}}\n' | body
	finds 1 limit
}

@test 'includes that double at each step' {
	mkdir policies/shared
	for ((i = 1; i < 16; i++)); do
		block "a$i" 1 "{{include a$((i + 1))@1}}"$'\n\n'"{{include a$((i + 1))@1}}"
	done
	block a16 1 "1. $(repeat 1000 'words ')"
	printf '## Introduction\n\n{{include a1@1}}\n' | body
	finds 1 limit
}

@test 'an include that climbs out' {
	mkdir policies/shared
	printf 'secret\n' >"$BATS_TEST_TMPDIR/secret@1.md"
	printf '## Introduction\n\n{{include ../../../secret@1}}\n\n{{include /etc/passwd}}\n' | body
	finds 1 syntax "$policy:11:1" "$policy:13:1"
	lacks "$(<"$BATS_TEST_TMPDIR/output")" secret$'\n'
}

@test 'an include that a link leads out' {
	mkdir policies/shared
	block outside 1 'secret words'
	mv policies/shared/outside@1.md "$BATS_TEST_TMPDIR/outside.md"
	ln -s "$BATS_TEST_TMPDIR/outside.md" policies/shared/outside@1.md
	printf '## Introduction\n\n{{include outside@1}}\n' | body
	finds 1 unreadable policies/shared/outside@1.md:1:1
	expect 0 show "$policy" --as html
	lacks "$output" 'secret words'
}

@test 'an empty file' {
	: >"$policy"
	finds 1 yaml "$policy:1:1"
}

@test 'a file of white space' {
	printf '\n  \n\t\n' >"$policy"
	finds 1 yaml "$policy:1:1"
}

@test 'a folder in the place of a file' {
	mkdir policies/EX_002.md policies/shared policies/shared/a@1.md policies/versions policies/versions/EX_001@0.0.md
	finds 1 unreadable policies/EX_002.md:1:1 policies/shared/a@1.md:1:1 policies/versions/EX_001@0.0.md:1:1
}

@test 'a pipe in the place of a file is not waited for' {
	mkfifo policies/EX_002.md
	finds 1 unreadable policies/EX_002.md:1:1
}

@test 'a device in the place of a file' {
	ln -s /dev/zero policies/EX_002.md
	finds 1 unreadable policies/EX_002.md:1:1
}

@test 'a link that leads to nothing' {
	ln -s nowhere.md policies/EX_002.md
	finds 1 unreadable policies/EX_002.md:1:1
}

@test 'a file that the system refuses to read' {
	# Permission bits don't stop the superuser: a file of the kernel does, which can be opened and not read.
	expect 3 check --as-of "$TEST_DATE" -C . /proc/self/mem
	holds "$output" '/proc/self/mem:1:1: error:' '[unreadable]'
}

@test 'a folder that the system refuses to read' {
	rm "$policy"
	rmdir policies
	printf 'no folder\n' >policies
	expect 3 check --format=json
	holds "$output" '"check":"unreadable"'
}

@test 'a file that its owner may not read' {
	[ "$(id -u)" != 0 ] || run_as=nobody
	good_policy EX_002 >policies/EX_002.md
	chmod -R a+rX "$BATS_TEST_TMPDIR"
	chmod 000 policies/EX_002.md
	local command=("$POLICYC" check -C "$project" --as-of "$TEST_DATE") status=0
	if [ -n "${run_as:-}" ]; then
		reachable=$(mktemp -d)
		cp -R "$project" "$reachable/project"
		cp "$POLICYC" "$reachable/policyc"
		chmod 755 "$reachable"
		command=(setpriv --reuid=65534 --regid=65534 --clear-groups "$reachable/policyc" check -C "$reachable/project"
			--as-of "$TEST_DATE")
	fi
	output=$("${command[@]}" 2>&1) || status=$?
	[ -z "${reachable:-}" ] || rm -r "$reachable"
	echo "$output"
	[ "$status" = 3 ]
	holds "$output" 'policies/EX_002.md:1:1: error:' 'Permission denied' '[unreadable]'
}

@test 'faults of several files are all told' {
	printf -- '---\n' >policies/EX_002.md
	: >policies/EX_003.md
	good_policy EX_005 >policies/EX_004.md
	finds 1 yaml policies/EX_002.md:1:1 policies/EX_003.md:1:1
	finds 1 ref-filename policies/EX_004.md:2:6
}

@test 'names of files that a terminal would obey' {
	good_policy EX_001 >$'policies/EX_\e[31m\a002.md'
	expect 1 check --as-of "$TEST_DATE"
	lacks "$output" $'\e' $'\a'
	finds 1 ref-filename
}

@test 'names that were meant to end in .md, and documents of word processors' {
	for name in EX_002.MD EX_003.md.txt EX_004.markdown EX_005.docx EX_006.ODT notes.txt '~$EX_007.docx'; do
		echo words >"policies/$name"
	done
	finds 1 unreadable policies/EX_002.MD:1:1 policies/EX_003.md.txt:1:1 policies/EX_004.markdown:1:1
	finds 1 not-read policies/EX_005.docx:1:1 policies/EX_006.ODT:1:1 policies/notes.txt:1:1
	same "$(jq -r '.severity' "$BATS_TEST_TMPDIR/findings" | sort | uniq -c | tr -s ' ')" ' 3 error
 3 warning'
	holds "$output" 'give it a name that ends in .md' 'its name does not end in .md'
}
