#!/bin/sh
# Makes a machine's files out of ours, and becomes its systemd. Needs unshare -mnpuiC.
# None of the units of this computer is in it: they would set the clock, the kernel and /tmp of all that runs here.
# $1 our Node.js, $2 the folder of this project
set -e
. "${0%/*}/../overlay.sh"

ours_below
rm -rf etc/systemd usr/lib/systemd/system usr/lib/systemd/system-generators usr/local/lib/systemd \
  etc/nginx/nginx.conf var/log/nginx
mkdir -p etc/systemd/system usr/lib/systemd/system etc/nginx var/log/nginx
: >var/log/nginx/error.log
for target in sysinit basic shutdown multi-user; do
  printf '[Unit]\nDefaultDependencies=no\n' >usr/lib/systemd/system/$target.target
done
# No journal runs.
printf '[Manager]\nDefaultStandardOutput=null\nLogTarget=null\n' >etc/systemd/system.conf
echo 0123456789abcdef0123456789abcdef >etc/machine-id

mount -t proc proc proc
# What is set there holds for the whole computer (sysctl(8)).
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
for device in null:3 zero:5 full:7 random:8 urandom:9; do
  mknod -m 666 "dev/${device%:*}" c 1 "${device#*:}"
done
mknod -m 666 dev/tty c 5 0
ln -s /proc/self/fd dev/fd
own_memory
bring_the_program "$1" "$2"
become_the_root
exec env -i container=other PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  /usr/lib/systemd/systemd --system --unit=multi-user.target --show-status=no
