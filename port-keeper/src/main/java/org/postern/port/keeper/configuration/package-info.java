// SPDX-License-Identifier: Apache-2.0
/** What the configuration of a kept port can say. */
@NullMarked
package org.postern.port.keeper.configuration;

import org.jspecify.annotations.NullMarked;
