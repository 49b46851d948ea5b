#pragma once
#include <stddef.h>

/// How often memory was asked for by the program that this is linked into, since it began.
size_t allocation_count(void);
