// SPDX-License-Identifier: Apache-2.0
/**
 * Asks a helper outside. Its answer is bounded in size and time, and nothing of it is shown: what a
 * person reads is made here.
 */
@NullMarked
package org.postern.doctor.outside.client;

import org.jspecify.annotations.NullMarked;
