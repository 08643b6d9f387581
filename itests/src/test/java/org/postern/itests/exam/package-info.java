// SPDX-License-Identifier: Apache-2.0
/**
 * Lets a Jupiter test run inside an OSGi framework: Pax Exam starts Felix with the built bundles,
 * and each test method of a class marked {@link org.postern.itests.exam.InFelix} runs there instead
 * of here.
 */
@NullMarked
package org.postern.itests.exam;

import org.jspecify.annotations.NullMarked;
