#!/bin/sh
# The first process of the machine (pid_namespaces(7)): makes its files out of ours, and stays. Needs unshare -mnpui.
# $1 the files that are the machine's own, $2 our Node.js, $3 the folder of this project
set -e
umask 022

# Ours below, in memory above (mount(8), overlay): what is written here is nobody else's, and gone at the end.
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
cd /mnt/root

# Only programs come from below. What a package would put here is made anew, whatever was changed there.
rm -rf etc/apache2 etc/nginx etc/mysql etc/ufw etc/sudoers.d etc/systemd usr/lib/systemd etc/letsencrypt \
  var/www var/log/apache2 var/log/nginx var/log/mysql var/lib/mysql var/lib/nginx var/backups
cp -dR --preserve=mode "$1/." .
chmod 440 etc/sudoers
mkdir -p etc/nginx/conf.d etc/nginx/modules-enabled etc/nginx/snippets etc/sudoers.d var/log/units \
  etc/systemd/system/multi-user.target.wants home/student var/log/apache2 var/log/nginx var/log/mysql var/lib/nginx var/backups
cp usr/share/ufw/*.rules usr/share/ufw/*.init usr/share/ufw/ufw.conf etc/ufw/
chmod 640 etc/ufw/*.rules etc/ufw/*.init
: >etc/ufw/sysctl.conf
: >var/log/nginx/error.log
for account in mysql:117:117 student:1000:1000; do
  IFS=: read -r name user group <<-END
	$account
	END
  sed -i "/^$name:/d; /^[^:]*:[^:]*:$user:/d" etc/passwd etc/group etc/shadow
  echo "$name:x:$user:$group::/home/$name:/bin/bash" >>etc/passwd
  echo "$name:x:$group:" >>etc/group
  echo "$name:*:20000::::::" >>etc/shadow
done
chown 1000:1000 home/student

mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=700 tmpfs root
mkdir run/units
rm -f usr/local/bin/node
: >usr/local/bin/node
mount --bind "$2" usr/local/bin/node
mkdir -p opt/infra-tutor
mount --rbind "$3" opt/infra-tutor
ln -sf /opt/infra-tutor/bin/infra-tutor.js usr/local/bin/infra-tutor
pivot_root . mnt
umount -l /mnt

hostname shop-server
ip link set lo up
# What stands for the Internet in the control "has this computer a route?".
ip address add 192.0.2.1/32 dev lo
echo ready
# Adopts what is left behind, and buries it.
while :; do
  sleep 600 &
  wait
done
