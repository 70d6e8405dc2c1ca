/* The laboratory's calendar: shifts the wall clock of a program by an offset that the lab steps forward.
 *
 * Preloaded into services and jobs. The offset (64-bit nanoseconds, host byte order) is the first word of the file
 * named by FAULTLAB_CLOCK, mapped read-only, so a step is visible at once to every process. Monotonic clocks,
 * sleeps and timeouts stay real, so durations in the logs are true. libfaketime does the same and more, but Redis
 * (jemalloc) and Python's sleep do not work under Debian 12's build of it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTLAB_CLOCK");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *page = mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (page != MAP_FAILED) offset = page;
}

static void shift(struct timespec *t) {
    if (!offset) return;
    int64_t ns = (int64_t) t->tv_sec * 1000000000 + t->tv_nsec + *offset;
    t->tv_sec = ns / 1000000000;
    t->tv_nsec = ns % 1000000000;
}

int clock_gettime(clockid_t id, struct timespec *t) {
    int rc = (int) syscall(SYS_clock_gettime, id, t);
    if (rc == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE || id == CLOCK_TAI)) shift(t);
    return rc;
}

int gettimeofday(struct timeval *restrict v, void *restrict zone) {
    struct timespec t;
    (void) zone;
    if (clock_gettime(CLOCK_REALTIME, &t)) return -1;
    v->tv_sec = t.tv_sec;
    v->tv_usec = t.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *out) {
    struct timespec t;
    if (clock_gettime(CLOCK_REALTIME, &t)) return -1;
    if (out) *out = t.tv_sec;
    return t.tv_sec;
}
