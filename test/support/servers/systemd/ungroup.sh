#!/bin/sh
# Takes such a group away again, with those that were made in it. Needs unshare -m. $1 its name
mount -t cgroup2 cgroup2 /mnt
find "/mnt/$1" -depth -type d -exec rmdir {} \;
