// SPDX-License-Identifier: Apache-2.0
/** Reads what the operating system discloses: its files on Linux, output of its commands elsewhere. */
@NullMarked
package org.postern.internal.system;

import org.jspecify.annotations.NullMarked;
