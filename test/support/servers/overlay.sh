# A root directory of its own, made out of ours: read in by the first process of a machine. Needs unshare -m.

# Ours below, in memory above (mount(8), overlay): what is written here is nobody else's, and gone at the end.
ours_below() {
  umask 022
  mount -t tmpfs -o mode=755 tmpfs /mnt
  mkdir /mnt/upper /mnt/work /mnt/root
  mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
  cd /mnt/root
}

# Nothing that runs here leaves a file behind there.
own_memory() {
  mount -t tmpfs -o mode=755 tmpfs run
  mount -t tmpfs -o mode=1777 tmpfs tmp
}

# $1 our Node.js, $2 the folder of this project
bring_the_program() {
  rm -f usr/local/bin/node
  : >usr/local/bin/node
  mount --bind "$1" usr/local/bin/node
  mkdir -p opt/infra-tutor
  mount --rbind "$2" opt/infra-tutor
}

become_the_root() {
  pivot_root . mnt
  umount -l /mnt
  ip link set lo up
}
