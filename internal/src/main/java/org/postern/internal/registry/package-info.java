// SPDX-License-Identifier: Apache-2.0
/** Services of the OSGi registry. */
@NullMarked
package org.postern.internal.registry;

import org.jspecify.annotations.NullMarked;
