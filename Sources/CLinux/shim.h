// Calls that are variadic in C or GNU's own, and so out of Swift's reach. Each returns 0, or an errno.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <spawn.h>
#include <unistd.h>

// GNU's, which the C library's headers show only to those who ask for them before anything else.
extern int pipe2(int ends[2], int flags);
extern void *memmem(const void *bytes, size_t count, const void *sought, size_t length);
extern void *memrchr(const void *bytes, int byte, size_t count);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A pipe whose ends no child inherits.
static inline int clinux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

// The child begins with no descriptor from `from` on.
static inline int clinux_close_from(posix_spawn_file_actions_t *actions, int from) {
  return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

// At most `count` heaps for all threads.
static inline void clinux_limit_heaps(int count) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, count);
#else
  (void)count;
#endif
}

// A piece of memory of so many bytes or more goes back to the kernel when it is freed, however many were freed before.
static inline void clinux_return_pieces(int bytes) {
#ifdef M_MMAP_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, bytes);
#else
  (void)bytes;
#endif
}

// Gives free memory of every heap back to the kernel.
static inline void clinux_trim_heaps(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

// A write to this descriptor never waits.
static inline int clinux_nonblocking(int descriptor) {
  return fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
}

// Bounds a child of this process: seconds of processor time, bytes of address space, no core file, nothing written.
static inline int clinux_bound(pid_t child, int64_t seconds, int64_t memory) {
  struct { uint64_t soft, hard; } time = {(uint64_t)seconds, (uint64_t)seconds + 1}, space = {(uint64_t)memory, (uint64_t)memory},
      none = {0, 0};
  // The numbers of the limits are the kernel's: CPU 0, FSIZE 1, CORE 4, AS 9.
  int failed = syscall(SYS_prlimit64, child, 0, &time, NULL) != 0;
  failed |= syscall(SYS_prlimit64, child, 1, &none, NULL) != 0;
  failed |= syscall(SYS_prlimit64, child, 4, &none, NULL) != 0;
  failed |= syscall(SYS_prlimit64, child, 9, &space, NULL) != 0;
  return failed ? errno : 0;
}

static inline int clinux_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

#if defined(__x86_64__)
#define CLINUX_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CLINUX_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Refuses, for every thread, the calls in `numbers` with EPERM, and foreign architectures altogether.
static inline int clinux_forbid(const int32_t *numbers, size_t count) {
#ifdef CLINUX_ARCHITECTURE
  struct sock_filter program[160];
  size_t n = 0;
  if (count > 64) return EINVAL;
  program[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  program[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CLINUX_ARCHITECTURE, 1, 0);
  program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  program[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  // The x32 calls of x86-64 begin here.
  program[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1);
  program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  for (size_t i = 0; i < count; i++) {
    program[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)numbers[i], 0, 1);
    program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  }
  program[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog filter = {.len = (unsigned short)n, .filter = program};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0 ? 0 : errno;
#else
  (void)numbers;
  (void)count;
  return ENOSYS;
#endif
}

// Network, other processes, leaving the process group (by which a worker is ended with all it started), and the kernel's
// own doors. Where Landlock keeps signals inside the fence, a worker may end the converters it started. Calls that a
// kernel does not have cost nothing.
static inline int clinux_forbid_outside(int may_signal) {
  static const int32_t numbers[] = {
      SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
      SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd,
      SYS_io_uring_setup, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_keyctl,
      SYS_add_key, SYS_request_key, SYS_open_by_handle_at, SYS_kexec_load, SYS_init_module, SYS_finit_module,
      SYS_setsid, SYS_setpgid, SYS_kill, SYS_tkill, SYS_pidfd_open,
  };
  const size_t signals = 3;
  return clinux_forbid(numbers, sizeof numbers / sizeof numbers[0] - (may_signal ? signals : 0));
}

// From here on this thread, and what it starts, may read and run what lies beneath `folders`, and write nowhere but to a
// device among them; it may use no TCP port, and signal nothing outside the fence, where the kernel can see to that: then `*signals_inside` is 1.
static inline int clinux_fence(const char *const *folders, size_t count, int *signals_inside) {
  *signals_inside = 0;
  int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return abi < 0 ? errno : ENOSYS;
  // The attributes of version 6, which older headers do not know whole.
  struct { uint64_t files, ports, scopes; } handled = {(1ull << 13) - 1, 0, 0};
  size_t size = sizeof handled.files;
  // Bits 0 to 12 are the first version's; 13 (refer) came with 2, 14 (truncate) with 3.
  if (abi >= 2) handled.files |= 1ull << 13;
  if (abi >= 3) handled.files |= 1ull << 14;
  // Binding and connecting TCP came with 4; abstract sockets and signals with 6.
  if (abi >= 4) {
    handled.ports = 3;
    size = sizeof handled.files + sizeof handled.ports;
  }
  if (abi >= 6) {
    handled.scopes = 3;
    size = sizeof handled;
  }
  int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
  if (rules < 0) return errno;
  for (size_t i = 0; i < count; i++) {
    int folder = open(folders[i], __O_PATH | O_CLOEXEC);
    if (folder < 0) continue;
    // A rule for something that is no folder may not speak of folders.
    uint64_t access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
    struct stat status;
    if (fstat(folder, &status) == 0 && S_ISDIR(status.st_mode)) access |= LANDLOCK_ACCESS_FS_READ_DIR;
    // Of devices only /dev/null is ever named.
    if (S_ISCHR(status.st_mode)) access |= LANDLOCK_ACCESS_FS_WRITE_FILE;
    struct landlock_path_beneath_attr beneath = {.allowed_access = access, .parent_fd = folder};
    long added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    int why = errno;
    close(folder);
    if (added != 0) {
      close(rules);
      return why;
    }
  }
  long fenced = syscall(SYS_landlock_restrict_self, rules, 0);
  int why = errno;
  close(rules);
  if (fenced != 0) return why;
  *signals_inside = handled.scopes != 0;
  return 0;
}

#endif
