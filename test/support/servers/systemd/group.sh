#!/bin/sh
# A command in a group of processes of its own, which is the root of all groups that it sees (cgroup_namespaces(7)).
# Needs unshare -m. $1 the name of the group, then the command
set -e
mount -t cgroup2 cgroup2 /mnt
mkdir "/mnt/$1"
echo $$ >"/mnt/$1/cgroup.procs"
umount /mnt
shift
exec unshare -m -n -p -u -i -C -f --kill-child "$@"
