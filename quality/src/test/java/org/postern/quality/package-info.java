// SPDX-License-Identifier: Apache-2.0
/**
 * The project's rules as tests, on the jars that were just built: who may use whom, what is
 * exported, what the API is, how settings are described, what the POMs say.
 */
@NullMarked
package org.postern.quality;

import org.jspecify.annotations.NullMarked;
