// SPDX-License-Identifier: Apache-2.0
/** The logger of this bundle. */
@NullMarked
package org.postern.discovery.logging;

import org.jspecify.annotations.NullMarked;
