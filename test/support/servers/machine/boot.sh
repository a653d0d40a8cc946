#!/bin/sh
# The first process of the machine (pid_namespaces(7)): makes its files out of ours, and stays. Needs unshare -mnpui.
# $1 the files that are the machine's own, $2 our Node.js, $3 the folder of this project
set -e
. "${0%/*}/../overlay.sh"

ours_below

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
own_memory
mount -t tmpfs -o mode=700 tmpfs root
mkdir run/units
bring_the_program "$2" "$3"
ln -sf /opt/infra-tutor/bin/infra-tutor.js usr/local/bin/infra-tutor
become_the_root

hostname shop-server
# What stands for the Internet in the control "has this computer a route?".
ip address add 192.0.2.1/32 dev lo
echo ready
# Adopts what is left behind, and buries it.
while :; do
  sleep 600 &
  wait
done
