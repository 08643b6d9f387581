// SPDX-License-Identifier: Apache-2.0
/**
 * The launcher of the runnable jar: starts a framework with the bundles that a run needs, hands the
 * words of the command line to the shell's service, and leaves nothing behind.
 */
@NullMarked
package org.postern.distribution;

import org.jspecify.annotations.NullMarked;
