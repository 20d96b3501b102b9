# A power cut while a site is published, and after: the old site or the new one is on the disk, whole. A file system in a
# file is the disk; a copy of that file, made while the program is stopped, is what a cut at that moment would leave.
# Where this user may not mount it, the order of the program's calls is what is tested, and the output says so.

bats_require_minimum_version 1.5.0

setup() {
	load lib.bash
	load site.bash
	make_example
	no_sync=
	# What a leak detector needs of the process, a tracer has.
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
	disk=$BATS_TEST_TMPDIR/disk mount=$BATS_TEST_TMPDIR/mount cut=$BATS_TEST_TMPDIR/cut
}

teardown() {
	umount "$cut" "$mount" 2>/dev/null || :
}

turn_to() {
	sed -i "s/^title: .*/title: The $1 site/" site/site.yaml
}

# The calls of a build that have to do with what reaches the disk, a line each, once the new site is made.
calls_of() {
	strace -f -qq -e trace=syncfs,fsync,renameat2,rename,unlink,unlinkat -e signal=none -o "$BATS_TEST_TMPDIR/calls" \
		"$POLICYC" build -q --as-of "$TEST_DATE" "$@" >/dev/null
	sed -E 's/^[0-9]+ +//; s/\(.*//' "$BATS_TEST_TMPDIR/calls" | sed -n '/syncfs\|rename/,$p' | uniq
}

@test 'the site is on the disk before it is exchanged, and the exchange before the old site goes' {
	same "$(calls_of)" $'syncfs\nrename\nfsync\nunlink'
	turn_to next
	same "$(calls_of)" $'syncfs\nrenameat2\nfsync\nunlinkat\nunlink'
	turn_to last
	same "$(calls_of --no-sync)" $'renameat2\nunlinkat\nunlink'
}

may_mount() {
	mkdir -p "$mount" "$cut"
	truncate -s 48M "$disk"
	mkfs.ext4 -q -E lazy_itable_init=0,lazy_journal_init=0 "$disk" && mount -o loop,commit=1 "$disk" "$mount" 2>/dev/null && return
	echo '# mounting is not allowed here: tested was the order of calls, and no power cut' >&3
	return 1
}

# What is on the disk now, as it is found after the power comes back.
power_cut() {
	umount "$cut" 2>/dev/null || :
	cp --sparse=always "$disk" "$disk.cut"
	mount -o loop "$disk.cut" "$cut"
}

# Builds to $1, stops the program after its N-th call of a kind (strace's words for it), waits until the file system has
# written what it writes by itself, and cuts the power.
cut_after() {
	local status=0 tries tracer program
	strace -f -qq -o "$BATS_TEST_TMPDIR/calls" -e trace=syncfs,fsync,renameat2,rename,unlinkat,unlink \
		-e inject="$2:signal=SIGSTOP:when=$3" "$POLICYC" build -q --as-of "$TEST_DATE" -o "$1" >/dev/null &
	tracer=$!
	for ((tries = 0; tries < 200; tries++)); do
		program=$(pgrep -P "$tracer" || :)
		[ -n "$program" ] && grep -q '^State:.*[Tt]' "/proc/$program/status" && grep -q 'stopped by SIGSTOP' "$BATS_TEST_TMPDIR/calls" && break
		sleep 0.05
	done
	[ "$tries" -lt 200 ] || {
		echo "the program never came to its call $3 of $2"
		return 1
	}
	sleep 1.5
	power_cut
	kill -CONT "$program"
	wait "$tracer" || status=$?
	same "$status" 0
}

sum() {
	sha256sum <"$1/manifest.json"
}

@test 'a power cut leaves the old site or the new one, whole' {
	may_mount || return 0
	local moments=('syncfs 1' 'renameat2 1' 'fsync 1' 'unlinkat 20' 'unlinkat 50') moment title=0 old
	build -o "$mount/public"
	power_cut
	whole "$cut/public"
	for moment in "${moments[@]}"; do
		old=$(sum "$mount/public")
		turn_to "$((++title))"
		cut_after "$mount/public" $moment
		whole "$cut/public"
		[ "$moment" != 'syncfs 1' ] || same "$(sum "$cut/public")" "$old"
		[[ $moment != unlinkat* ]] || same "$(sum "$cut/public")" "$(sum "$mount/public")"
		# And the next build takes away what the cut left.
		[ "$moment" != 'unlinkat 20' ] || {
			build -o "$cut/public"
			alone "$cut/public"
		}
	done
	old=$(sum "$mount/public")
	turn_to last
	build -o "$mount/public"
	power_cut
	whole "$cut/public"
	same "$(sum "$cut/public")" "$(sum "$mount/public")"
	lacks "$(sum "$cut/public")" "$old"
}

@test 'without waiting for the disk a cut leaves half a site, which the next build mends' {
	may_mount || return 0
	build -o "$mount/public"
	turn_to next
	build -o "$mount/public" --no-sync
	sleep 2.5
	power_cut
	run whole "$cut/public"
	same "$status" 1
	expect 0 build --as-of "$TEST_DATE" -o "$cut/public"
	holds "$complaint" 'made anew'
	whole "$cut/public"
}

@test 'replaced file by file, each file is the old one or the new one, and the next build mends the rest' {
	may_mount || return 0
	local moments=('syncfs 1' 'rename 10' 'syncfs 2' 'syncfs 3' 'syncfs 4') moment title=0 path
	rmdir "$mount/lost+found"
	expect 0 build --as-of "$TEST_DATE" -o "$mount"
	holds "$complaint" 'one by one'
	for moment in "${moments[@]}"; do
		cp -R "$mount" "$BATS_TEST_TMPDIR/old"
		turn_to "$((++title))"
		cut_after "$mount" $moment
		while read -r path; do
			cmp -s "$cut/$path" "$BATS_TEST_TMPDIR/old/$path" || cmp "$cut/$path" "$mount/$path"
		done < <(cd "$cut" && find . -type f ! -path './.policyc*')
		expect 0 build -q --as-of "$TEST_DATE" -o "$cut"
		whole "$cut"
		rm -rf "$BATS_TEST_TMPDIR/old"
	done
}
