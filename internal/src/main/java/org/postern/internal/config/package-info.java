// SPDX-License-Identifier: Apache-2.0
/** Values of configurations, read and checked. */
@NullMarked
package org.postern.internal.config;

import org.jspecify.annotations.NullMarked;
