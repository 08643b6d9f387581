// SPDX-License-Identifier: Apache-2.0
/** What routers do to their description: how it is written, what its URLs are, what it lists. */
@NullMarked
package org.postern.simulator.quirk.description;

import org.jspecify.annotations.NullMarked;
