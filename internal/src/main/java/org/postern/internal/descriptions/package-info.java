// SPDX-License-Identifier: Apache-2.0
/** What routers write into the descriptions of mappings. */
@NullMarked
package org.postern.internal.descriptions;

import org.jspecify.annotations.NullMarked;
