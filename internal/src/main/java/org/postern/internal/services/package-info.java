// SPDX-License-Identifier: Apache-2.0
/** Service providers in plain Java. */
@NullMarked
package org.postern.internal.services;

import org.jspecify.annotations.NullMarked;
