// SPDX-License-Identifier: Apache-2.0
/**
 * The launcher of the runnable jar: runs one command on the class path, or a framework with all
 * bundles and the interactive shell, and leaves nothing behind.
 */
@NullMarked
package org.postern.distribution;

import org.jspecify.annotations.NullMarked;
